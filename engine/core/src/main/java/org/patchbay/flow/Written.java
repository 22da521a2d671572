package org.patchbay.flow;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.patchbay.definition.Asking;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.SignatureUse;
import org.patchbay.definition.Template;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Scalars;

/** Secrets that stand in a template itself: what <code>${…}</code> there was replaced by. */
final class Written {
    private final Set<String> secrets = new LinkedHashSet<>();

    private Written() {}

    static Set<String> in(Template template) {
        var written = new Written();
        template.endpoints().forEach(endpoint -> written.request(endpoint.request()));
        template.hooks().stream()
                .flatMap(hook -> hook.listening().verify().stream())
                .forEach(written::use);
        template.signatures().values().forEach(signature -> written.trees(signature.values(), signature.carry()));
        return written.secrets;
    }

    private void request(Asking request) {
        text(request.url());
        request.bodyTemplate().ifPresent(this::text);
        request.hardParams().ifPresent(this::tree);
        request.body().ifPresent(this::tree);
        request.sign().ifPresent(this::use);
        for (var parameter : request.parameters()) {
            parameter.value().ifPresent(this::tree);
            parameter.fallback().ifPresent(this::tree);
            parameter.of().ifPresent(this::text);
        }
    }

    private void use(SignatureUse use) {
        use.with().values().forEach(this::text);
        trees(use.values(), use.carry());
    }

    private void trees(Map<String, Tree> values, Map<String, Tree> carry) {
        values.values().forEach(this::tree);
        carry.values().forEach(this::tree);
    }

    private void text(TextTemplate text) {
        if (text.secret()) {
            secrets.add(text.text());
        }
    }

    private void tree(Tree tree) {
        switch (tree) {
            case Tree.Leaf(var _, var value) -> {
                if (value instanceof SecretNode) {
                    secrets.add(Scalars.text(value));
                }
            }
            case Tree.Items(var _, var items) -> items.forEach(this::tree);
            case Tree.Entries(var _, var entries) -> entries.values().forEach(entry -> tree(entry.value()));
        }
    }
}
