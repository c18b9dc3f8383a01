import { readdirSync, readFileSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { AbstractIntlMessages } from "next-intl";
import type { Locale } from "./locale";

type Catalogues = { stamp: string; messages: Promise<AbstractIntlMessages> };

const loaded = new Map<Locale, Catalogues>();

/**
 * Every catalogue of a language merged: `messages/<locale>/<namespace>.json` and the files of `messages/<locale>/<namespace>/`
 * together are one namespace.
 * Read once per process; while developing again when a file changed. Rejects when a catalogue is not valid JSON.
 * @returns the same object until then, so that what is made of it can be kept beside it.
 */
export async function loadMessages(locale: Locale): Promise<AbstractIntlMessages> {
  const known = loaded.get(locale);
  const stamp = process.env.NODE_ENV === "development" ? await stampOf(locale) : "";
  if (known?.stamp === stamp) return known.messages;
  const reading = { stamp, messages: read(locale) };
  loaded.set(locale, reading);
  reading.messages.catch(() => loaded.delete(locale));
  return reading.messages;
}

/**
 * The same without waiting, for where nothing can be awaited.
 * Read anew with every call: keep what is made of it. Throws when a catalogue is not valid JSON.
 */
export function messagesAtOnce(locale: Locale): AbstractIntlMessages {
  const names = readdirSync(folderOf(locale), { recursive: true, encoding: "utf8" });
  const merged: AbstractIntlMessages = {};
  for (const name of names.filter(isCatalogue).sort())
    mergeFile(merged, name, readFileSync(path.join(folderOf(locale), name), "utf8"));
  return merged;
}

const isCatalogue = (name: string): boolean => name.endsWith(".json");

const folderOf = (locale: Locale): string => path.join(process.cwd(), "messages", locale);

const filesOf = async (locale: Locale): Promise<string[]> =>
  (await readdir(folderOf(locale), { recursive: true })).filter(isCatalogue).sort();

/** Other after any file was changed, added or taken away. */
async function stampOf(locale: Locale): Promise<string> {
  const stamps = (await filesOf(locale)).map(async (name) => {
    const { mtimeMs, size } = await stat(path.join(folderOf(locale), name));
    return `${name} ${mtimeMs} ${size}`;
  });
  return (await Promise.all(stamps)).join("\n");
}

async function read(locale: Locale): Promise<AbstractIntlMessages> {
  const merged: AbstractIntlMessages = {};
  for (const name of await filesOf(locale))
    mergeFile(merged, name, await readFile(path.join(folderOf(locale), name), "utf8"));
  return merged;
}

function mergeFile(into: AbstractIntlMessages, name: string, text: string): void {
  const namespace = name.split(path.sep)[0]!.replace(/\.json$/, "");
  merge(into, { [namespace]: JSON.parse(text) as AbstractIntlMessages });
}

function merge(into: AbstractIntlMessages, from: AbstractIntlMessages): void {
  for (const [key, value] of Object.entries(from)) {
    const there = into[key];
    if (typeof there === "object" && typeof value === "object") merge(there, value);
    else into[key] = value;
  }
}
