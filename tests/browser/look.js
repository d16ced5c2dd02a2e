/* axe on this page. Every rule on the whole of it, but for the contrast of colours, which takes three quarters of the time:
   that is asked of words which are not drawn like words that were found good in this run at this width and in this light.

   Drawn alike are words of one tag and class in one colour, size, weight and shadow, on the same colours and pictures all the
   way down. What axe could not decide, and what nobody sees, counts as not found at all.

   The bars that float above and below stand still meanwhile: what they cover for a moment of scrolling is not covered for
   whoever scrolls on. */
async ({ known, options }) => {
  const mixed = (text, start) => {
    let [high, low] = start;
    for (let at = 0; at < text.length; at += 1) {
      high = Math.imul(high ^ text.charCodeAt(at), 2654435761);
      low = Math.imul(low ^ text.charCodeAt(at), 1597334677);
    }
    return [high ^ (low >>> 15), low ^ (high >>> 13)];
  };
  const light = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const grounds = new Map([[null, mixed(`${innerWidth} ${light}`, [0xdeadbeef, 0x41c6ce57])]]);
  const NOTHING = "rgba(0, 0, 0, 0),none,1,none,normal,static";
  const ground = (element) => {
    if (!grounds.has(element)) {
      const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode, position } = getComputedStyle(element);
      const drawn = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode, position].join();
      const below = ground(element.parentElement);
      grounds.set(element, drawn === NOTHING ? below : mixed(drawn, below));
    }
    return grounds.get(element);
  };
  const kind = (element) => {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    const off = element.matches(":disabled, :disabled *, [aria-disabled=true], [aria-disabled=true] *");
    const named = element.closest("label")?.control?.disabled;
    const own = [element.tagName, element.getAttribute("class"), color, fontSize, fontWeight, textShadow, off, named];
    return mixed(own.join(), ground(element)).map((part) => part >>> 0).join("-");
  };
  const FIELDS = "input, select, textarea, button";
  const speaks = (element) =>
    element.matches(FIELDS) || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const seen = { visibilityProperty: true, opacityProperty: true };

  if (!window.axe) {
    window.bringAxe();
    window.axe.configure({ rules: [{ id: "color-contrast", selector: "[data-not-known]" }] });
  }
  const bars = document.querySelectorAll(".appbar, .tabs, .decide-stick");
  bars.forEach((bar) => (bar.style.position = "static"));
  const words = [...document.body.querySelectorAll("*")].filter((element) => speaks(element) && element.checkVisibility(seen));
  const before = new Set(known);
  const fresh = words.map((element) => [element, kind(element)]).filter(([, drawn]) => !before.has(drawn));
  fresh.forEach(([element]) => element.setAttribute("data-not-known", ""));
  const found = await window.axe.run(options);
  const undecided = found.incomplete.filter(({ id }) => id === "color-contrast").flatMap(({ nodes }) => nodes);
  const open = new Set(undecided.map(({ target }) => kind(document.querySelector(target[0]))));
  fresh.forEach(([element]) => element.removeAttribute("data-not-known"));
  bars.forEach((bar) => (bar.style.position = ""));
  return { found, good: [...new Set(fresh.map(([, drawn]) => drawn))].filter((drawn) => !open.has(drawn)) };
}
