import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { AbstractIntlMessages } from "next-intl";
import type { Locale } from "./locale";

const loaded = new Map<Locale, Promise<AbstractIntlMessages>>();

/**
 * Every catalogue of a language merged: `messages/<locale>/<namespace>.json` and the files of `messages/<locale>/<namespace>/`
 * together are one namespace.
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
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".json")).sort();
  const merged: AbstractIntlMessages = {};
  for (const name of files) {
    const namespace = name.split(path.sep)[0]!.replace(/\.json$/, "");
    const text = await readFile(path.join(folder, name), "utf8");
    merge(merged, { [namespace]: JSON.parse(text) as AbstractIntlMessages });
  }
  return merged;
}

function merge(into: AbstractIntlMessages, from: AbstractIntlMessages): void {
  for (const [key, value] of Object.entries(from)) {
    const there = into[key];
    if (typeof there === "object" && typeof value === "object") merge(there, value);
    else into[key] = value;
  }
}
