// Tells the page that holds the card how high it is and what the agent opens. Only pages that the integrator allows are told.
"use strict";
(() => {
    const main = document.querySelector("main");
    const origins = (main.dataset.origins || "").split(" ").filter(Boolean).concat(location.origin);
    const tell = message => {
        if (window.parent !== window) {
            origins.forEach(origin => window.parent.postMessage({ source: "patchbay", ...message }, origin));
        }
    };
    tell({ type: "ready" });
    new ResizeObserver(() => tell({ type: "resize", height: Math.ceil(main.getBoundingClientRect().height) })).observe(main);
    document.addEventListener("click", event => {
        const link = event.target.closest("a[target]");
        if (link) {
            tell({ type: "pop", url: link.href });
        }
    });
    document.addEventListener("submit", event => {
        const fields = new FormData(event.target);
        tell({ type: fields.get("do") === "choice" ? "choice" : "action", name: fields.get("name") });
        event.target.querySelector("button").disabled = true;
    });
})();
