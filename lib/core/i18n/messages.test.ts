import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import compile from "icu-minify/compile";
import type { AbstractIntlMessages } from "next-intl";
import { afterEach, describe, expect, it, vi } from "vitest";
import { compileMessages } from "./compile";
import { chooseLocale } from "./locale";
import { loadMessages } from "./messages";
import { compiledMessages, translator } from "./translator";

function flat(messages: AbstractIntlMessages, prefix = ""): Map<string, string> {
  const entries = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof value === "string") entries.set(path, value);
    else for (const [inner, text] of flat(value, path)) entries.set(inner, text);
  }
  return entries;
}

/** The names a message wants values for, tags included. */
function names(message: string): string[] {
  const found = new Set<string>();
  /** A list of texts and nodes; a node is a name, then what is done with it. */
  function walk(list: unknown): void {
    if (!Array.isArray(list)) return;
    for (const node of list) {
      if (!Array.isArray(node)) continue;
      found.add(String(node[0]));
      if (typeof node[1] === "number") for (const branch of Object.values(node[2] ?? {})) walk(branch);
      else walk(node.slice(1));
    }
  }
  walk(compile(message));
  return [...found].sort();
}

const en = flat(await loadMessages("en"));
const zh = flat(await loadMessages("zh"));

describe("the catalogues", () => {
  it("say the same things in both languages", () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
  });

  it("leave nothing empty", () => {
    for (const catalogue of [en, zh]) {
      expect([...catalogue].filter(([, text]) => text.trim() === "").map(([path]) => path)).toEqual([]);
    }
  });

  it("want the same values in both languages", () => {
    const differing = [...en].filter(([path, text]) => `${names(text)}` !== `${names(zh.get(path) ?? "")}`);
    expect(differing.map(([path]) => path)).toEqual([]);
  });

  it("are readable ICU messages", async () => {
    for (const locale of ["en", "zh"] as const) {
      const faults: string[] = [];
      compileMessages(await loadMessages(locale), (path) => faults.push(path));
      expect(faults).toEqual([]);
    }
  });
});

describe("a translator outside of a page", () => {
  it("formats plurals and says the path of what it does not know", async () => {
    const en = await translator("en", "core.table");
    expect(en("selected", { count: 3 })).toBe("3 selected");
    expect(en("nothing.like.this")).toBe("core.table.nothing.like.this");
    const zh = await translator("zh", "core.table");
    expect(zh("selected", { count: 3 })).toBe("已选 3 行");
  });
});

describe("the language to answer in", () => {
  it("is the cookie's, else the best the browser asks for, else English", () => {
    expect(chooseLocale("zh", "en")).toBe("zh");
    expect(chooseLocale("xx", "fr;q=0.9, zh-CN;q=0.8, en;q=0.7")).toBe("zh");
    expect(chooseLocale(undefined, "en;q=0.1, zh;q=0")).toBe("en");
    expect(chooseLocale(undefined, "de")).toBe("en");
    expect(chooseLocale(undefined, null)).toBe("en");
  });
});

describe("reading the catalogues", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("happens once, and so does compiling them", async () => {
    expect(await loadMessages("en")).toBe(await loadMessages("en"));
    expect(await compiledMessages("zh")).toBe(await compiledMessages("zh"));
  });

  it("happens again while developing, when a file was changed or added", async () => {
    const folder = await mkdtemp(join(tmpdir(), "fairlead-messages-"));
    await mkdir(join(folder, "messages", "en"), { recursive: true });
    const write = (name: string, text: string) =>
      writeFile(join(folder, "messages", "en", name), JSON.stringify({ text }));
    vi.spyOn(process, "cwd").mockReturnValue(folder);
    vi.stubEnv("NODE_ENV", "development");
    await write("shop.json", "Welcome");
    const first = await compiledMessages("en");
    expect(first).toEqual({ shop: { text: "Welcome" } });
    expect(await compiledMessages("en")).toBe(first);
    await write("shop.json", "Welcome back");
    await write("till.json", "Thanks");
    expect((await translator("en"))("shop.text")).toBe("Welcome back");
    expect((await translator("en"))("till.text")).toBe("Thanks");
  });
});
