package org.patchbay.server.jdbc;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Has a database note by itself who takes over a lane from somebody who did not give it back, and who changes a job or a lane that
 * another one has taken since. Everybody who is watched needs a user of its own.
 */
public final class LaneAudit {
    private static final String WHO = "substring_index(user(), '@', 1)";
    private static final List<String> NOTES = List.of("""
            create table audit_holder (lane varchar(255) primary key, who varchar(64) not null)
            character set utf8mb4 collate utf8mb4_bin""", """
            create table audit_takeover (number bigint primary key auto_increment, job varchar(700), who varchar(64))
            character set utf8mb4 collate utf8mb4_bin""", """
            create table audit_stale (number bigint primary key auto_increment, what varchar(900))
            character set utf8mb4 collate utf8mb4_bin""", """
            create trigger audit_lane_update before update on lane for each row
            if new.epoch <> old.epoch then
                if old.owner is not null then
                    insert into audit_takeover (job, who) values ((select id from job where lane = old.lane
                        and state in ('waiting', 'held') order by number limit 1), WHO);
                end if;
                insert into audit_holder values (old.lane, WHO) on duplicate key update who = values(who);
            elseif (new.lease_until <> old.lease_until or new.head <> old.head)
                    and (select who from audit_holder where lane = old.lane) <> WHO then
                insert into audit_stale (what) values (concat(WHO, ' changed lane ', old.lane));
            end if""", """
            create trigger audit_job_update before update on job for each row
            if (select who from audit_holder where lane = old.lane) <> WHO then
                insert into audit_stale (what) values (concat(WHO, ' changed job ', old.id));
            end if""", """
            create trigger audit_job_delete before delete on job for each row
            if (select who from audit_holder where lane = old.lane) <> WHO then
                insert into audit_stale (what) values (concat(WHO, ' ended job ', old.id));
            end if""");

    private final String database;

    private LaneAudit(String database) {
        this.database = database;
    }

    /** Watches that database, in which the tables of a store are. */
    public static LaneAudit of(String database) {
        var audit = new LaneAudit(database);
        NOTES.forEach(note -> audit.execute(note.replace("WHO", WHO)));
        return audit;
    }

    /** The address of the same database for a user of that name, who may do there what a node does. */
    public static String as(String who, String database) {
        var audit = new LaneAudit(database);
        var name = who + "_" + URI.create(database).getPath().substring(1);
        audit.execute("create user if not exists '" + name + "'@'%' identified by 'x'");
        audit.execute("grant all on " + URI.create(database).getPath().substring(1) + ".* to '" + name + "'@'%'");
        return database.replaceFirst("//[^@]*@", "//" + name + ":x@");
    }

    /** Jobs of lanes that were taken over from somebody who had not given them back, once for each time. */
    public List<String> takenOver() {
        return list("select job from audit_takeover where job is not null");
    }

    /** What was changed by somebody from whom it had been taken. */
    public List<String> stale() {
        return list("select what from audit_stale order by number");
    }

    /** How many lanes a user holds that no other has taken over. */
    public int held(String address) {
        var who = MysqlAddress.parse(address).user().orElseThrow();
        return list("select lane from lane join audit_holder using (lane) where owner is not null and who = '" + who
                        + "'")
                .size();
    }

    /** Has the database do something, as whoever made it. */
    public void execute(String sql) {
        execute(database, sql);
    }

    /** The same as that user. */
    public static void execute(String address, String sql) {
        try (var connection = connected(address);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private List<String> list(String sql) {
        try (var connection = connected(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Connection connected(String text) throws SQLException {
        var address = MysqlAddress.parse(text);
        return DriverManager.getConnection(
                address.url(),
                address.user().orElse(""),
                address.password().map(secret -> secret.reveal()).orElse(""));
    }
}
