package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.patchbay.server.wiring.Site.Answered;

/** The card of a call as a page, its forms, and the choice among many. */
class FrameTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String CRM = Samples.LOOPBACK + """
            kind: Template
            name: crm
            baseUrl: "http://{{integrator.host}}"
            parameters: [{ name: apiKey, secret: true, type: header, key: X-Api-Key }]
            endpoints:
              - name: find
                type: GetData
                trigger: call-start
                url: /contacts
                parameters: [apiKey, { name: phone, type: query }]
                result: { contacts: items }
                match: { of: contacts, many: ask }
              - name: tickets
                type: GetData
                trigger: call-start
                url: "/contacts/{id}/tickets"
                parameters: [{ name: id, type: path, from: result.find.matched.id }]
                result: { tickets: tickets }
              - name: createTicket
                type: PostData
                trigger: ticket-create
                url: /tickets
                inputs:
                  - { name: subject, label: Subject }
                  - { name: text, label: Text, input: multiline, required: false }
                  - { name: priority, label: Priority, options: [low, high], default: low }
                  - { name: urgent, label: Urgent, input: checkbox, default: false }
                body: { subject: "{{body.subject}}", priority: "{{body.priority}}", urgent: { $from: body.urgent }, phone: "{{body.phone}}" }
                result: { message: message }
              - name: note
                type: PostData
                trigger: action
                action: { display: write a note }
                url: /notes
                inputs: [{ name: text, label: Note }]
                body: { text: "{{body.data.text}}", contact: "{{body.meta.contact_external_id?}}" }
            iframe:
              title: "{{result.find.matched.name}}"
              subtitle: "{{body.phone}}"
              link: { label: Open, url: "https://crm.acme.example/{{result.find.matched.id}}" }
              fields: [{ label: Tier, value: "{{result.find.matched.tier?}}" }]
              list: { of: result.tickets.tickets, title: Tickets, item: "{{item.subject}}" }
              buttons: [{ label: Create ticket, trigger: ticket-create }, { label: Note, action: note }]
              empty: { title: "Nobody known at {{body.phone}}", buttons: [{ label: Create ticket, trigger: ticket-create }] }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: "HOST", allowedOrigins: [https://phone.acme.example], fields: { apiKey: key-of-acme } }
            """;
    private static final String ONE = "{\"items\":[{\"id\":7,\"name\":\"An <b>&\\\" Co\",\"tier\":\"gold\"}]}";
    private static final String TWO = "{\"items\":[{\"id\":7,\"name\":\"An\"},{\"id\":8,\"name\":\"Binh\"}]}";
    private static Site site;
    private static String secret;
    private static volatile String contacts = ONE;
    private static volatile Replied ticket = new Replied(200, "{}");
    private static int calls;

    @BeforeAll
    static void starts_a_server() {
        site = new Site();
        site.write("crm.yaml", CRM.replace("HOST", site.crm.host())).start(Watching.OFF);
        secret = site.secretKey("CC-1");
        site.crm.answering(asked -> switch (asked.path()) {
            case "/contacts" -> new Replied(200, contacts);
            case "/tickets" -> ticket;
            case "/notes" -> new Replied(200, "{}");
            default -> new Replied(200, "{\"tickets\":[{\"subject\":\"Late <parcel>\"}]}");
        });
    }

    @AfterAll
    static void stops_it() {
        site.close();
    }

    @BeforeEach
    void one_contact_is_known() {
        contacts = ONE;
        ticket = new Replied(200, "{\"message\":\"Ticket 31 is open\"}");
    }

    private static Answered ring() {
        var body = "{\"callId\":\"c-" + ++calls + "\",\"phone\":\"+84901234567\",\"agent\":{\"id\":\"u7\"}}";
        return site.post("/api/v1/triggers/call-start", secret, body);
    }

    private static String src(Answered answer) {
        return answer.body().at("/iframe/0/src").asText();
    }

    private static String html(Answered page) {
        return page.response().body();
    }

    private static String event(Answered page) {
        var found = Pattern.compile("name=\"event\" value=\"([^\"]+)\"").matcher(html(page));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static Answered press(String path, String form) {
        return site.send("POST", path, "", form, "Content-Type", FORM);
    }

    @Test
    void the_page_shows_the_texts_of_the_card_as_texts() {
        var page = site.get(src(ring()), "");

        assertThat(page.status()).isEqualTo(200);
        assertThat(html(page))
                .contains("<h1>An &lt;b&gt;&amp;&quot; Co</h1>")
                .contains("<dt>Tier</dt>")
                .contains("Late &lt;parcel&gt;")
                .contains("href=\"https://crm.acme.example/7\"")
                .contains("<summary>Create ticket</summary>")
                .doesNotContain("key-of-acme");
        assertThat(page.header("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .endsWith("frame-ancestors 'self' https://phone.acme.example");
        assertThat(page.header("Cache-Control")).contains("no-store");
    }

    @Test
    void a_form_becomes_the_client_body_of_what_its_button_runs() {
        var src = src(ring());
        var before = site.crm.asked("/tickets").size();
        var form = "do=trigger&name=ticket-create&subject=Late+parcel+%26+co&priority=high&urgent=true&event="
                + event(site.get(src, ""));

        var page = press(src, form);

        assertThat(html(page)).contains("Ticket 31 is open");
        assertThat(site.crm.asked("/tickets").getLast().body())
                .isEqualTo(
                        "{\"subject\":\"Late parcel & co\",\"priority\":\"high\",\"urgent\":true,\"phone\":\"+84901234567\"}");
        assertThat(site.crm.asked("/tickets")).hasSize(before + 1);

        press(src, form);
        assertThat(site.crm.asked("/tickets"))
                .as("a form that is sent twice is one event")
                .hasSize(before + 1);
    }

    @Test
    void a_form_that_is_sent_twice_is_done_once_without_a_call_too() {
        var src = src(site.post("/api/v1/triggers/call-start", secret, "{\"phone\":\"+84901234567\"}"));
        var tickets = site.crm.asked("/tickets").size();
        var notes = site.crm.asked("/notes").size();
        var event = event(site.get(src, ""));

        for (var i = 0; i < 2; i++) {
            assertThat(html(press(src, "do=trigger&name=ticket-create&subject=Late&event=" + event)))
                    .contains("Ticket 31 is open");
            assertThat(html(press(src, "do=action&name=note&text=Late&event=" + event)))
                    .contains("class=\"good\"");
        }
        assertThat(site.crm.asked("/tickets")).hasSize(tickets + 1);
        assertThat(site.crm.asked("/notes")).hasSize(notes + 1);

        press(src, "do=action&name=note&text=Later&event=" + event);
        assertThat(site.crm.asked("/notes")).as("another text is another note").hasSize(notes + 2);
    }

    @Test
    void a_form_that_many_send_at_once_is_done_once() {
        var src = src(site.post("/api/v1/triggers/call-start", secret, "{\"phone\":\"+84901234567\"}"));
        var notes = site.crm.asked("/notes").size();
        var form = "do=action&name=note&text=Now&event=" + event(site.get(src, ""));

        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 12).forEach(i -> many.execute(() -> press(src, form)));
        }

        assertThat(html(press(src, form))).contains("class=\"good\"");
        assertThat(site.crm.asked("/notes")).hasSize(notes + 1);
    }

    @Test
    void what_did_not_work_may_be_sent_again() {
        var src = src(site.post("/api/v1/triggers/call-start", secret, "{\"phone\":\"+84901234567\"}"));
        var form = "do=trigger&name=ticket-create&subject=Late&event=" + event(site.get(src, ""));
        ticket = new Replied(422, "{}");
        assertThat(html(press(src, form))).contains("class=\"bad\"");

        ticket = new Replied(200, "{\"message\":\"Ticket 31 is open\"}");

        assertThat(html(press(src, form))).contains("Ticket 31 is open");
    }

    @Test
    void an_action_that_comes_twice_under_its_key_is_done_once() {
        var notes = site.crm.asked("/notes").size();
        var path = "/api/v1/integrators/acme/actions/note";
        var body = "{\"data\":{\"text\":\"Hi\"}}";

        var first = site.send("POST", path, secret, body, "Idempotency-Key", "note-1");
        var again = site.send("POST", path, secret, body, "Idempotency-Key", "note-1");
        var other = site.send("POST", path, secret, "{\"data\":{\"text\":\"Ho\"}}", "Idempotency-Key", "note-1");

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(other.problem()).isEqualTo("/problems/idempotency-mismatch");
        assertThat(site.crm.asked("/notes")).hasSize(notes + 1);
    }

    @Test
    void an_action_is_told_whom_it_is_about() {
        var src = src(ring());

        press(src, "do=action&name=note&text=called+back&event=" + event(site.get(src, "")));

        assertThat(site.crm.asked("/notes").getLast().body()).isEqualTo("{\"text\":\"called back\",\"contact\":\"7\"}");
    }

    @Test
    void what_the_partner_refuses_is_said_and_what_is_missing_sends_nothing() {
        var src = src(ring());
        ticket = new Replied(422, "{\"message\":\"closed\"}");

        assertThat(html(press(src, "do=trigger&name=ticket-create&subject=x&event=e1")))
                .contains("class=\"bad\"");
        var before = site.crm.asked("/tickets").size();
        assertThat(html(press(src, "do=trigger&name=ticket-create&subject=&event=e2")))
                .contains("Subject");
        assertThat(site.crm.asked("/tickets")).hasSize(before);
    }

    @Test
    void only_what_the_card_offers_can_be_pressed() {
        var src = src(ring());
        var before = site.crm.asked().size();

        press(src, "do=trigger&name=call-end&event=e3");
        press(src, "do=action&name=createTicket&subject=x&event=e4");

        assertThat(site.crm.asked()).hasSize(before);
    }

    @Test
    void an_address_opens_one_card_and_nothing_else() {
        var first = src(ring());
        var second = src(ring());
        var stranger = second.replaceFirst("t=.*", first.replaceFirst(".*(t=)", "$1"));

        for (var wrong : List.of(
                stranger,
                first.substring(0, first.length() - 2),
                first.replaceFirst("t=[^.]*", "t=zzzzzz"),
                first.replaceFirst("&t=.*", ""),
                first.replaceFirst("i=acme", "i=beta"))) {
            assertThat(site.get(wrong, "").status()).as(wrong).isEqualTo(410);
            assertThat(press(wrong, "do=trigger&name=ticket-create&subject=x").status())
                    .as(wrong)
                    .isEqualTo(410);
        }
    }

    @Test
    void an_agent_chooses_on_the_page() {
        contacts = TWO;
        var src = src(ring());
        var asking = site.get(src, "");
        assertThat(html(asking)).contains("Who is calling?").contains("<span>Binh</span>");

        var chosen = press(src, "do=choice&name=find&id=8");

        assertThat(chosen.status()).isEqualTo(303);
        assertThat(html(site.get(chosen.header("Location").orElseThrow(), "")))
                .contains("<h1>Binh</h1>")
                .doesNotContain("Who is calling?");
    }

    @Test
    void a_choice_over_the_interface_answers_like_the_trigger() {
        contacts = TWO;
        var call = ring().body().path("callId").asText();
        var choice = "/api/v1/calls/" + call + "/choice";

        var answer = site.post(choice, secret, "{\"integrator\":\"acme\",\"endpoint\":\"find\",\"id\":7}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("match").asText()).isEqualTo("one");
        assertThat(answer.body()
                        .at("/results/acme/tickets/data/tickets/0/subject")
                        .asText())
                .isEqualTo("Late <parcel>");
        assertThat(site.post(choice, secret, "{\"integrator\":\"acme\",\"endpoint\":\"find\",\"id\":9}")
                        .problem())
                .isEqualTo("/problems/bad-input");
        assertThat(site.post(
                                "/api/v1/calls/none/choice",
                                secret,
                                "{\"integrator\":\"acme\",\"endpoint\":\"find\",\"id\":7}")
                        .problem())
                .isEqualTo("/problems/not-found");
        assertThat(site.post(choice, site.secretKey("CC-2"), "{\"integrator\":\"acme\",\"endpoint\":\"find\",\"id\":7}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void style_and_script_of_the_page_are_served() {
        assertThat(site.get("/frame/frame.css", "").header("Content-Type").orElse(""))
                .startsWith("text/css");
        assertThat(site.get("/frame/frame.js", "").header("Content-Type").orElse(""))
                .startsWith("text/javascript");
    }
}
