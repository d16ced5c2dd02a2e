/* How a page is built, without its words and numbers: two pages of one structure get the same verdict from axe.
   And whether it fits into the window. */
() => {
  const told = new Set(["value", "content", "nonce", "href", "action", "src", "datetime", "title"]);
  const attribute = ({ name, value }) => `${name}=${told.has(name) ? Boolean(value) : value.replace(/\d+/g, "0")}`;
  const built = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.trim() ? "words" : "";
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    const inside = node.matches("script, style") ? "" : [...node.childNodes].map(built).join("");
    return `<${node.tagName} ${[...node.attributes].map(attribute).sort().join(" ")}>${inside}</>`;
  };
  const light = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const fits = document.documentElement.scrollWidth <= window.innerWidth;
  return { fits, structure: `${innerWidth} ${light} ${built(document.documentElement)}` };
}
