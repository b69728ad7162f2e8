// The bench's own script: line numbers, marks at their places, the cursor, sliders beside their numbers, copying.
// Everything that is said comes from the server; everything that is worked out is worked out there.
"use strict";

(() => {
  const find = (id) => document.getElementById(id);
  const text = find("text");
  const lines = find("lines");
  const marks = find("marks");
  const notice = find("notice");
  const bench = find("bench");
  let saved = text.value;
  let sent = saved;

  const say = (message, kind) => {
    const line = document.createElement("p");
    line.textContent = message;
    if (kind) line.className = kind;
    notice.replaceChildren(line);
  };

  // Line numbers and marks scroll with the text.
  const numbered = () => {
    const count = text.value.split("\n").length;
    while (lines.childElementCount > count) lines.lastElementChild.remove();
    while (lines.childElementCount < count) {
      const number = document.createElement("span");
      number.textContent = lines.childElementCount + 1;
      lines.append(number);
    }
  };
  const scrolled = () => {
    lines.scrollTop = text.scrollTop;
    marks.scrollTop = text.scrollTop;
    marks.scrollLeft = text.scrollLeft;
  };
  const marked = () => {
    const places = [...document.querySelectorAll("#findings a[data-kind]:not([data-kind=''])")];
    for (const number of lines.children) number.className = "";
    const rank = { error: 3, warning: 2, info: 1 };
    for (const place of places) {
      const number = lines.children[Number(place.dataset.line) - 1];
      if (number && (rank[number.className] || 0) < rank[place.dataset.kind]) number.className = place.dataset.kind;
    }
    marks.replaceChildren();
    if (text.value !== sent) return; // the places are of an earlier text
    let at = 0;
    const spans = places.map((each) => [Number(each.dataset.start), Number(each.dataset.end), each.dataset.kind]);
    for (const [start, end, kind] of spans.sort((one, other) => one[0] - other[0])) {
      const from = Math.max(at, start);
      const to = Math.max(start + 1, end);
      if (to <= from) continue;
      const mark = document.createElement("mark");
      mark.className = kind;
      mark.textContent = text.value.slice(from, to);
      marks.append(text.value.slice(at, from), mark);
      at = to;
    }
    marks.append(text.value.slice(at), "\n");
    scrolled();
  };

  const unsaved = () => {
    const chip = find("unsaved");
    const changed = text.value !== saved;
    if (changed) chip.textContent = bench.dataset.unsaved;
    if (changed || chip.dataset.clean) chip.hidden = !changed;
  };

  const gone = (place) => {
    text.focus();
    text.setSelectionRange(Number(place.dataset.start), Number(place.dataset.end));
    const height = parseFloat(getComputedStyle(text).lineHeight);
    text.scrollTop = Math.max(0, (Number(place.dataset.line) - 1) * height - text.clientHeight / 3);
    text.scrollLeft = 0;
  };

  // The page keeps its place while it changes.
  const shown = () => {
    const frame = find("page");
    const link = document.querySelector("#page-link a");
    if (!link || !frame || frame.dataset.shown === link.href) return;
    frame.dataset.shown = link.href;
    const before = frame.contentDocument ? frame.contentWindow.scrollY : 0;
    const settle = () => frame.contentDocument && frame.contentWindow.scrollTo(0, before);
    frame.addEventListener("load", settle, { once: true });
    frame.contentWindow.location.replace(link.href);
  };

  const again = () => htmx.trigger(bench, "evaluate");

  text.addEventListener("input", () => {
    numbered();
    marks.replaceChildren();
    notice.replaceChildren();
    unsaved();
  });
  text.addEventListener("scroll", scrolled);
  new ResizeObserver(scrolled).observe(text);

  document.addEventListener("click", (event) => {
    const target = event.target.closest("a[data-start], button[data-member], #reset, #copy, #download");
    if (!target) return;
    if (target.dataset.start) {
      event.preventDefault();
      gone(target);
    } else if (target.dataset.member) {
      find("member").value = target.dataset.member;
      again();
    } else if (target.id === "reset") {
      document.querySelector("#dials [name='whom']").value = "";
      again();
    } else if (target.id === "copy") {
      navigator.clipboard.writeText(text.value).then(
        () => say(notice.dataset.copied),
        () => say(notice.dataset.notCopied, "fault"),
      );
    } else {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text.value], { type: "text/plain;charset=utf-8" }));
      link.download = find("name").value.split("/").pop() || "rules.ssi";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
  });

  // A slider and its number say the same.
  document.addEventListener("input", (event) => {
    const slid = event.target.dataset.for;
    if (slid) find(slid).value = event.target.value;
    const slider = event.target.id && document.querySelector(`input[data-for="${CSS.escape(event.target.id)}"]`);
    if (slider) slider.value = event.target.value || 0;
    const dial = event.target.closest(".dial");
    if (!dial) return;
    const turned = dial.querySelector("input[type=number], input[type=checkbox], input[type=date], select");
    const value = turned.type === "checkbox" ? (turned.checked ? "yes" : "no") : turned.value;
    dial.classList.toggle("changed", value !== dial.dataset.read);
  });

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      event.preventDefault();
      find("save").click();
    }
  });

  bench.addEventListener("submit", (event) => event.preventDefault());
  find("files").addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = find("file").selectedOptions[0];
    if (chosen.value) location.assign(`?${chosen.dataset.kind}=${encodeURIComponent(chosen.value)}`);
  });
  addEventListener("beforeunload", (event) => {
    if (text.value !== saved) event.preventDefault();
  });

  let saving = saved;
  document.body.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.path === "evaluate") event.detail.elt.dataset.asked = text.value;
    if (event.detail.path === "save") saving = text.value;
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.pathInfo.requestPath.endsWith("evaluate") && event.detail.successful) sent = bench.dataset.asked;
  });
  // What is refused before the bench looks at it comes without words for the page.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { status } = event.detail.xhr;
    if (status < 400 || (event.detail.xhr.getResponseHeader("Content-Type") || "").startsWith("text/html")) return;
    event.detail.shouldSwap = false;
    say(status === 413 ? notice.dataset.tooLarge : notice.dataset.failed, "fault");
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    numbered();
    marked();
    shown();
  });
  document.body.addEventListener("htmx:sendError", () => say(notice.dataset.lost, "fault"));
  document.body.addEventListener("saved", () => {
    saved = saving;
    find("unsaved").dataset.clean = "yes";
    find("unsaved").hidden = text.value === saved;
    again();
  });

  numbered();
})();
