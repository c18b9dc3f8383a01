import "@/lib/core/testing/database";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { kysely } from "@/lib/core/db";
import { browserIn, browserName } from "@/lib/governance/sessions/browser-name";

const agents: [string, string, string][] = [
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0",
    "Edge",
    "Windows",
  ],
  [
    "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36",
    "Chrome",
    "Android",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/26.0 Mobile Safari/604.1",
    "Safari",
    "iOS",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"],
];

test.each(agents)("%s", (userAgent, browser, system) => {
  expect(browserName(userAgent)).toEqual({ browser, system });
});

test("a statement finds the same name", async () => {
  const texts = [...agents.map(([agent]) => agent), "curl/8.5.0", "", "Chromium", "xEdg/1 Windows"];
  for (const userAgent of texts) {
    const from = kysely.selectFrom(sql<{ agent: string }>`(select ${userAgent}::text as agent)`.as("client"));
    const { name } = await from.select(browserIn("agent").as("name")).executeTakeFirstOrThrow();
    const known = browserName(userAgent);
    expect(name).toBe(known ? `${known.browser} · ${known.system}` : userAgent);
  }
});

test("what is no browser has no name", () => {
  expect(browserName("curl/8.5.0")).toBeNull();
  expect(browserName("")).toBeNull();
});
