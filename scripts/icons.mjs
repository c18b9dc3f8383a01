// Draws the icons of components/shell/icon-names.ts into public/icons.svg. Run it after changing the list:
// node_modules/.bin/node scripts/icons.mjs
import { readFile, writeFile } from "node:fs/promises";
import { ICON_NAMES } from "../components/shell/icon-names.ts";

/** An older name of an icon is a module that only points to the newer one. */
async function shapesOf(name) {
  const { __iconData } = await import(`lucide-react/icons/${name}`);
  if (__iconData) return __iconData.node;
  const source = await readFile(new URL(import.meta.resolve(`lucide-react/icons/${name}`)), "utf8");
  return shapesOf(/from '\.\/(.+)\.mjs'/.exec(source)[1]);
}

const look =
  'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
const symbols = [];
for (const name of ICON_NAMES) {
  const shapes = (await shapesOf(name)).map(([tag, { key: _key, ...attributes }]) => {
    const written = Object.entries(attributes).map(([attribute, value]) => `${attribute}="${value}"`);
    return `<${tag} ${written.join(" ")}/>`;
  });
  symbols.push(`<symbol id="${name}" viewBox="0 0 24 24" ${look}>${shapes.join("")}</symbol>`);
}

const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
await writeFile(new URL("../public/icons.svg", import.meta.url), sprite);
console.log(`${symbols.length} icons`);
