// Draws the icons a phone puts on its home screen from public/icon.svg. Run it after changing that file:
// node_modules/.bin/node scripts/jobs-icons.mjs
import { mkdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import sharp from "sharp";

const folder = fileURLToPath(new URL("../public/jobs-icons/", import.meta.url));
await mkdir(folder, { recursive: true });
const icon = await readFile(new URL("../public/icon.svg", import.meta.url), "utf8");
const ground = /<rect [^>]*fill="(#[0-9a-f]{6})"/.exec(icon)[1];

const draw = (svg, size) => sharp(Buffer.from(svg), { density: (72 * size) / 32 }).resize(size, size);
const save = (image, name) =>
  image.png({ compressionLevel: 9, palette: true }).toFile(`${folder}${name}.png`);

/** Phones cut maskable icons to a shape of their own: the drawing stays within the middle four fifths, the ground goes to the edge. */
const square = icon.replace(/rx="7"/, "");
async function maskable(size) {
  const inner = Math.round(size * 0.8);
  const edge = Math.round((size - inner) / 2);
  return draw(square, inner).extend({
    top: edge,
    left: edge,
    bottom: size - inner - edge,
    right: size - inner - edge,
    background: ground,
  });
}

for (const size of [192, 512]) {
  await save(draw(icon, size), `icon-${size}`);
  await save(await maskable(size), `maskable-${size}`);
}
await save(await maskable(180), "apple-180");
