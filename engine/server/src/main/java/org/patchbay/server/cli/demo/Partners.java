package org.patchbay.server.cli.demo;

import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The pretend partners of the demonstration: a CRM and an SMS gateway that listen on this machine only. */
public final class Partners implements AutoCloseable {
    private static final List<Account> ACCOUNTS = List.of(
            new Account("hcm", "patchbay", "pretend-password-hcm", "pretend-key-hcm"),
            new Account("hanoi", "patchbay-hn", "pretend-password-hanoi", "pretend-key-hanoi"),
            new Account("", "tutorial", "tutorial-password", "tutorial-key"));
    private static final Map<String, String> SMS = Map.of(
            "acme", "pretend-sms-secret-hcm", "acme-hn", "pretend-sms-secret-hanoi", "tutorial", "tutorial-sms-key");

    private final Ledger ledger;
    private final PretendCrm crm;
    private final PretendSms sms;
    private final Loopback crmDoor;
    private final Loopback smsDoor;

    private Partners(Ports ports, Consumer<Ledger.Entry> listener) {
        this.ledger = new Ledger(listener);
        this.crm = new PretendCrm(ACCOUNTS, InstantSource.system());
        this.sms = new PretendSms(SMS, InstantSource.system());
        this.crmDoor = Loopback.open(crm, ledger, ports.crm());
        try {
            this.smsDoor = Loopback.open(sms, ledger, ports.sms());
        } catch (UncheckedIOException taken) {
            crmDoor.close();
            throw taken;
        }
    }

    /** Where they listen; 0 takes any free port. */
    public record Ports(int crm, int sms) {
        /** Any free ones. */
        public static final Ports ANY = new Ports(0, 0);
    }

    /**
     * What a partner thought of a request.
     *
     * @param sentence what it understood and checked, or why it refused
     */
    public record Opinion(String partner, String request, boolean accepted, String sentence) {
        static Opinion of(Ledger.Entry entry) {
            return new Opinion(entry.partner(), entry.request(), entry.accepted(), entry.sentence());
        }
    }

    /** The log of a call as the CRM has it. */
    public record CallLog(String call, String status, Optional<Long> seconds, Optional<String> contact) {}

    /** An SMS as the gateway took it. */
    public record Text(String id, String to, String text) {}

    /**
     * Opens both; each opinion is told to the listener as it is formed.
     *
     * @throws UncheckedIOException when a port is taken; the message says which
     */
    public static Partners open(Ports ports, Consumer<Opinion> listener) {
        return new Partners(ports, entry -> listener.accept(Opinion.of(entry)));
    }

    /** Values of the secrets that the demonstration's documents name. */
    public static Map<String, String> secrets() {
        return Map.of(
                "acme-hcm-password", ACCOUNTS.getFirst().password(),
                "acme-hcm-api-key", ACCOUNTS.getFirst().apiKey(),
                "acme-hanoi-password", ACCOUNTS.get(1).password(),
                "acme-hanoi-api-key", ACCOUNTS.get(1).apiKey(),
                "acme-hcm-sms", SMS.getOrDefault("acme", ""),
                "hanoi-sms-key", SMS.getOrDefault("acme-hn", ""));
    }

    /** Where they listen. */
    public Ports ports() {
        return new Ports(crmDoor.port(), smsDoor.port());
    }

    /** Everything they thought, in order. */
    public List<Opinion> opinions() {
        return ledger.entries().stream().map(Opinion::of).toList();
    }

    /** The logs that the CRM has of a call. */
    public List<CallLog> logs(String call) {
        return crm.logs(call).stream()
                .map(log -> new CallLog(log.call(), log.status(), log.seconds(), log.contact()))
                .toList();
    }

    /** Notes in the CRM. */
    public List<String> notes() {
        return crm.notes();
    }

    /** The SMS that the gateway took. */
    public List<Text> texts() {
        return sms.sent().stream()
                .map(message -> new Text(message.id(), message.to(), message.text()))
                .toList();
    }

    @Override
    public void close() {
        crmDoor.close();
        smsDoor.close();
    }
}
