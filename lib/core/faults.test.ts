import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { errorResponse } from "@/lib/core/http/answer";
import { LOCALES, type Locale } from "@/lib/core/i18n/locale";
import { describeFaults, translator } from "@/lib/core/i18n/translate";
import { object, parseInput } from "@/lib/core/input";
import { currency, money } from "@/lib/core/money";

function refusal(schema: z.ZodType, input: unknown): AppError {
  try {
    parseInput(schema, input);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("The input was taken.");
}

const worded = async (schema: z.ZodType, input: unknown, locale: Locale) =>
  Object.fromEntries(
    describeFaults(refusal(schema, input).details.fields ?? [], await translator(locale)).map(
      ({ path, message }) => [path, message],
    ),
  );

const person = object({
  name: z.string().trim().min(1).max(5),
  nick: z.string().min(3),
  age: z.int().min(18).lt(200),
  share: z.number().gt(0).multipleOf(5),
  tags: z.array(z.string()).min(2),
  kind: z.enum(["small", "large"]),
  mail: z.email(),
  site: z.url(),
  id: z.guid(),
  at: z.iso.datetime(),
  even: z.string().refine(() => false, { error: "core.validation.currency" }),
  own: z.string().refine(() => false),
  shape: z.discriminatedUnion("is", [object({ is: z.literal("round") }), object({ is: z.literal("flat") })]),
  missing: z.string(),
  money,
});

const wrong = {
  name: "",
  nick: "a",
  age: 17,
  share: 0,
  tags: ["one"],
  kind: "middle",
  mail: "nobody",
  site: "nowhere",
  id: "7",
  at: "yesterday",
  even: "odd",
  own: "x",
  shape: { is: "square" },
  money: { amount: 5, currency: "usd" },
  stranger: true,
};

describe("what is wrong with a field", () => {
  it("is said in English", async () => {
    expect(await worded(person, wrong, "en")).toEqual({
      name: "Fill this in.",
      nick: "At least 3 characters.",
      age: "At least 18.",
      share: "More than 0.",
      tags: "At least 2 entries.",
      kind: "One of these is needed: small, large.",
      mail: "This is not an e-mail address.",
      site: "This is not a web address.",
      id: "This is not an id.",
      at: "A time is written like 2026-05-31T08:00:00Z.",
      even: "This is not the code of a currency, such as USD.",
      own: "This is not of the right form.",
      "shape.is": "One of these is needed: round, flat.",
      missing: "Fill this in.",
      "money.amount": "Text is needed here.",
      "money.currency": "This is not the code of a currency, such as USD.",
      stranger: "There is no such field.",
    });
  });

  it("is said in Chinese", async () => {
    const words = await worded(person, wrong, "zh");
    expect(words).toMatchObject({
      name: "请填写此项。",
      nick: "至少需要 3 个字符。",
      age: "不得小于 18。",
      tags: "至少需要 2 项。",
      kind: "应为以下之一：small, large。",
      mail: "这不是电子邮件地址。",
      missing: "请填写此项。",
      stranger: "没有这个字段。",
    });
    for (const message of Object.values(words)) expect(message).toMatch(/[\u4e00-\u9fff]/);
  });

  it("tells what is too long, too large, of another type or holds a NUL character", async () => {
    const schema = object({ name: z.string().max(5), count: z.int().max(3), list: z.array(z.string()) });
    expect(await worded(schema, { name: "abcdef", count: 4, list: "x" }, "en")).toEqual({
      name: "At most 5 characters.",
      count: "At most 3.",
      list: "A list is needed here.",
    });
    expect(await worded(schema, { name: "a", count: 1.5, list: [] }, "zh")).toEqual({
      count: "此处应为整数。",
    });
    expect(await worded(schema, { name: "a\0", count: 1, list: [] }, "zh")).toEqual({
      name: "含有 NUL 字符，文本中不允许出现。",
    });
  });

  it("is said in the language the API was asked in", async () => {
    const facts = { requestId: "request-1", address: null, userAgent: null };
    const messages = await Promise.all(
      LOCALES.map(async (locale) => {
        const answer = await errorResponse(refusal(object({ currency }), { currency: 1 }), {
          ...facts,
          locale,
        });
        return (await answer.json()).error.details.fields;
      }),
    );
    expect(messages).toEqual([
      [{ path: "currency", message: "Text is needed here." }],
      [{ path: "currency", message: "此处应为文本。" }],
    ]);
  });
});

describe("the words of schemas", () => {
  const sources = globSync("{lib,app}/**/*.ts", { exclude: (path) => path.endsWith(".test.ts") });
  const texts = sources.map((path) => ({ path, text: readFileSync(path, "utf8") }));

  it("stand in both catalogues wherever a key is written", async () => {
    const keys = new Set(
      texts.flatMap(({ text }) =>
        [...text.matchAll(/"([a-z-]+\.validation\.[a-z_]+)"/g)].map(([, key]) => key!),
      ),
    );
    expect(keys.size).toBeGreaterThan(10);
    for (const locale of LOCALES) {
      const t = await translator(locale);
      const params = { name: "", values: "", fields: "", field: "", command: "", operator: "", first: "" };
      expect([...keys].filter((key) => t(key, params) === key)).toEqual([]);
    }
  });

  it("are keys and never sentences", () => {
    // The environment is read before there is anybody to speak a language to.
    const own = texts.filter(({ path }) => path !== "lib/core/env.ts");
    const sentences = own.flatMap(({ path, text }) =>
      [...text.matchAll(/\berror: "([^"]*)"/g)]
        .map(([, words]) => words!)
        .filter((words) => /[ ,]/.test(words))
        .map((words) => `${path}: ${words}`),
    );
    expect(sentences).toEqual([]);
  });
});
