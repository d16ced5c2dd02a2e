/* Conveniences. Every page does its whole job without this file. */
(function () {
  "use strict";

  const AUTOSAVE_DELAY = 1500; // milliseconds of quiet after the last key

  /* The list of errors takes the focus, so that it is read and seen first. */
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();

  /* A form is sent once. The pressed button is disabled only after the browser has read its name and value. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-again")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => { if (event.submitter) event.submitter.disabled = true; }, 0);
  });
  window.addEventListener("pageshow", (event) => { // back from the browser's memory: everything may be pressed again
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("button:disabled")) button.disabled = false;
    }
  });

  /* A question with data-when stands there only while the answers above call for it. What has an error always does. */
  const conditional = new Map(); // the question's element: its condition
  for (const input of document.querySelectorAll("[data-when]")) {
    conditional.set(input.closest(".field"), JSON.parse(input.dataset.when));
  }

  const answerOf = (form, name) => {
    const inputs = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    if (!inputs.some((input) => ["checkbox", "radio"].includes(input.type))) return inputs.length ? inputs[0].value : "";
    const ticked = inputs.filter((input) => input.checked).map((input) => input.value);
    return inputs[0].type === "radio" ? ticked[0] || "" : ticked;
  };
  const same = (answer, value) => {
    if (value === false) return answer === "" || answer === "no";
    return String(answer) === (value === true ? "yes" : String(value));
  };
  const holds = (condition, form) => {
    if (condition.all) return condition.all.every((part) => holds(part, form));
    if (condition.any) return condition.any.some((part) => holds(part, form));
    if (condition.not) return !holds(condition.not, form);
    const answer = answerOf(form, condition.field);
    if (condition.is !== undefined) return same(answer, condition.is);
    if (condition.in) return condition.in.some((value) => same(answer, value));
    return [].concat(answer).some((each) => same(each, condition.has));
  };
  const comeAndGo = () => {
    for (const [field, condition] of conditional) {
      const form = field.closest("form");
      field.hidden = !field.classList.contains("has-error") && !holds(condition, form);
      form.classList.add("comes-and-goes");
    }
    for (const group of document.querySelectorAll("fieldset.group")) {
      group.hidden = [...group.querySelectorAll(".field")].every((field) => field.hidden) && group.querySelector(".field") !== null;
    }
  };
  if (conditional.size) {
    comeAndGo();
    document.addEventListener("input", comeAndGo);
  }

  /* A choice that there is only at some places stands there only while one of those, or none, is chosen; or it itself is. */
  for (const input of document.querySelectorAll("[data-only-at]")) {
    const form = input.form;
    const only = JSON.parse(input.dataset.onlyAt);
    const offer = () => {
      const place = Number(form.elements.place.value);
      for (const [key, places] of Object.entries(only)) {
        const choice = input.tagName === "SELECT" ? input.querySelector(`option[value="${CSS.escape(key)}"]`) : input;
        if (choice !== input) choice.hidden = place && !places.includes(place) && !choice.selected;
        else if (input.value === key) input.closest(".option").hidden = place && !places.includes(place) && !input.checked;
      }
    };
    form.addEventListener("input", offer);
    offer();
  }

  /* The wording that says whose page it is, filled in while somebody types. What is filled in is never read as a place itself. */
  for (const said of document.querySelectorAll("[data-wording]:not([data-wording=''])")) {
    const form = said.closest("form");
    const wording = JSON.parse(said.dataset.wording);
    const fill = () => {
      const place = form.elements.place;
      const given = {
        activity: wording.activity.map((name) => [].concat(answerOf(form, name)).join(" ").trim().replace(/\s+/g, " ")).find(Boolean),
        school: place && place.value ? place.selectedOptions[0].text : "",
        district: wording.district,
      };
      said.textContent = wording.template.replace(/\{(\w+)\}/g, (_all, key) => given[key] || wording.named[key]);
    };
    form.addEventListener("input", fill);
    fill();
  }

  /* A button that copies what stands beside it. */
  for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const said = button.parentElement.querySelector("[data-copied]");
      const words = document.querySelector(button.dataset.copy).textContent;
      said.textContent = await navigator.clipboard.writeText(words).then(() => "Copied.", () => "Select the words and copy them by hand.");
    });
  }

  /* A menu closes on Escape, and when somebody goes elsewhere. */
  const openMenus = () => document.querySelectorAll("details[data-closes][open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  const closeLeft = (event) => { for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false; };
  document.addEventListener("click", closeLeft);
  document.addEventListener("focusin", closeLeft);

  /* A form with data-autosave is saved while somebody writes. The answer says when, and where the draft lives from now on. */
  const CUT_OFF = "Not saved: you are signed out, or this was sent from another tab. Copy what you wrote, then load the page again.";
  const BY_HAND = "Not saved by itself. Use the button.";
  const OFFLINE = "Not saved: no connection. This page keeps what you wrote.";

  async function stored(form, signal) {
    const answer = await fetch(form.dataset.autosave || form.action, {
      method: "POST", body: new FormData(form), signal, credentials: "same-origin", redirect: "manual", keepalive: true,
      headers: { "X-Autosave": "1", Accept: "application/json" },
    });
    if (answer.type === "opaqueredirect") return CUT_OFF;
    if (!answer.ok) return BY_HAND;
    const told = await answer.json();
    if (told.action) {
      form.action = form.dataset.autosave = told.action;
      history.replaceState(null, "", told.action);
    }
    drawn(told.beside || {});
    return told.saved || "Saved";
  }

  /* What follows from the answers is drawn anew where it is another, so that nobody's focus is taken away for nothing. */
  let asked = null;
  const drawn = (pieces) => {
    for (const [name, piece] of Object.entries(pieces)) {
      const place = document.querySelector(`[data-beside="${CSS.escape(name)}"]`);
      const words = piece.trim();
      if (!place || place.words === words) continue;
      if (name !== "ahead" && words && asked) asked.after(place); // where somebody looks: below the question they answered
      place.innerHTML = piece;
      place.words = words;
    }
  };

  for (const form of document.querySelectorAll("form[data-autosave]")) {
    const said = form.querySelector("[data-autosave-said]");
    let timer = 0;
    let running = null;

    const hush = () => {
      clearTimeout(timer);
      timer = 0;
      if (running) running.abort();
    };
    const save = async () => {
      hush();
      if (form.dataset.sent) return;
      const mine = (running = new AbortController());
      const words = await stored(form, mine.signal).catch((failure) => (failure.name === "AbortError" ? "" : OFFLINE));
      if (words && said) said.textContent = words;
    };

    form.addEventListener("input", (event) => {
      asked = event.target.closest(".field");
      clearTimeout(timer);
      timer = setTimeout(save, AUTOSAVE_DELAY);
    });
    form.addEventListener("submit", hush);
    document.addEventListener("visibilitychange", () => { // leaving the tab: save now rather than in a moment
      if (document.visibilityState === "hidden" && timer) save();
    });
  }
})();
