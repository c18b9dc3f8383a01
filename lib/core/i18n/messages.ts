import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { AbstractIntlMessages } from "next-intl";
import type { Locale } from "./locale";

const loaded = new Map<Locale, Promise<AbstractIntlMessages>>();

/**
 * Every catalogue of a language merged: `messages/<locale>/<namespace>.json` becomes the namespace of its file name.
 * Read once per process in production, on each call while developing. Rejects when a catalogue is not valid JSON.
 */
export function loadMessages(locale: Locale): Promise<AbstractIntlMessages> {
  if (process.env.NODE_ENV !== "production") return read(locale);
  const known = loaded.get(locale);
  if (known) return known;
  const reading = read(locale);
  loaded.set(locale, reading);
  reading.catch(() => loaded.delete(locale));
  return reading;
}

async function read(locale: Locale): Promise<AbstractIntlMessages> {
  const folder = path.join(process.cwd(), "messages", locale);
  const files = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const entries = await Promise.all(
    files.map(async (name): Promise<[string, AbstractIntlMessages]> => {
      const text = await readFile(path.join(folder, name), "utf8");
      return [name.slice(0, -".json".length), JSON.parse(text) as AbstractIntlMessages];
    }),
  );
  return Object.fromEntries(entries);
}
