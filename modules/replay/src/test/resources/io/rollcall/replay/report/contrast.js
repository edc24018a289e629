// Every text within an element that can be seen, with the contrast to what is behind it, as WCAG 2 reckons it; the poor ones are returned.
const [least, within] = arguments;
const canvas = document.createElement("canvas");
canvas.width = canvas.height = 1;
const pen = canvas.getContext("2d", { willReadFrequently: true });
const channels = colour => {
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  return [...pen.getImageData(0, 0, 1, 1).data];
};
const luminance = ([r, g, b]) => {
  const [x, y, z] = [r, g, b].map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const behind = element => {
  for (let each = element; each; each = each.parentElement) {
    const colour = channels(getComputedStyle(each).backgroundColor);
    if (colour[3] === 255) return colour;
  }
  return channels("white");
};
const grounds = element => { // a name on a bar stands on the bar's colour; a number, on its disc
  if (element.matches(".bar-name")) return channels(getComputedStyle(element).stroke);
  if (element.matches(".disc-number")) return channels(getComputedStyle(element.parentElement.querySelector(".disc")).fill);
  return behind(element);
};
const poor = [];
const walk = document.createTreeWalker(document.querySelector(within), NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const element = walk.currentNode.parentElement;
  if (walk.currentNode.data.trim() === "" || element.closest("script, noscript") || !element.checkVisibility()) continue;
  const ink = luminance(channels(element instanceof SVGElement ? getComputedStyle(element).fill : getComputedStyle(element).color));
  const ground = luminance(grounds(element));
  const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
  if (contrast < least) poor.push(`${contrast.toFixed(2)} ${element.tagName}.${element.getAttribute("class")}: ${walk.currentNode.data.slice(0, 40)}`);
}
return poor;
