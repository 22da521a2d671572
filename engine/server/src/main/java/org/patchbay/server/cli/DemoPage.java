package org.patchbay.server.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.patchbay.server.cli.demo.Partners.Opinion;
import org.patchbay.server.cli.demo.Partners.Ports;

/** What the demonstration tells. */
final class DemoPage {
    private static final int LINE = 24;

    private DemoPage() {}

    static String banner(Demo demo, Path directory, Duration took) {
        var ports = demo.partners().ports();
        return """
                Patchbay %s   %s   started in %s
                  API       %s/api/v1
                  Files     ./%s     change one: it is live when you save
                  Pretend   CRM :%d  SMS :%d     nothing leaves this machine
                  Ring      %s
                Ctrl-C stops it.
                """.formatted(
                        Cli.version(),
                        demo.server().summary(),
                        Show.time(took),
                        demo.server().address(),
                        directory.resolve("config").toString().replace('\\', '/'),
                        ports.crm(),
                        ports.sms(),
                        ring(demo));
    }

    static String partners(Ports ports) {
        return """
                Pretend partners, on this machine only. Ctrl-C stops them.
                  CRM   http://127.0.0.1:%d   user tutorial      password   tutorial-password   API key tutorial-key
                  SMS   http://127.0.0.1:%d   account tutorial   secret key tutorial-sms-key
                """.formatted(ports.crm(), ports.sms());
    }

    /** The line that lets it ring. */
    static String ring(Demo demo) {
        return "curl -s " + demo.server().address() + "/api/v1/triggers/call-start"
                + " -H 'Authorization: Bearer " + demo.key().reveal() + "'"
                + " -H 'Content-Type: application/json'"
                + " -d '{\"callId\":\"c-1\",\"phone\":\"0901234567\",\"direction\":\"inbound\"}'";
    }

    static String opinions(List<Opinion> opinions, Paint paint) {
        return "What the pretend partners say\n"
                + opinions.stream().map(opinion -> opinion(opinion, paint)).collect(Collectors.joining());
    }

    static String opinion(Opinion opinion, Paint paint) {
        return "    " + paint.mark(opinion.accepted()) + " " + opinion.partner() + "  "
                + Show.wide(opinion.request(), LINE) + "  " + opinion.sentence() + "\n";
    }

    static String verdict(List<String> wrong, int requests, Duration took) {
        return wrong.isEmpty()
                ? "All was right: one call and one SMS, " + requests + " requests, none refused. " + Show.time(took)
                : "Not right:\n  " + String.join("\n  ", wrong);
    }
}
