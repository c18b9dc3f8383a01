import { expect, test } from "vitest";
import { nextPath } from "@/lib/governance/auth/next-path";
import { passwordFault } from "@/lib/governance/auth/password-policy";

const person = { email: "maria.lopez@harbour.example", name: "María López" };
const faultOf = (password: string) => passwordFault(password, person, 12)?.reason ?? null;

test.each([
  ["elevenchars", "password_short"],
  ["🦀🦀🦀🦀🦀🦀", "password_short"],
  ["Password2026!", "password_common"],
  ["Qwertyuiop123", "password_common"],
  ["aaaaaaaaaaaaaa", "password_common"],
  ["abcabcabcabcabc", "password_common"],
  ["abcdefghijklmn", "password_common"],
  ["98765432109876", "password_common"],
  ["i-am-maria.lopez", "password_names_you"],
  ["LÓPEZ and friends", "password_names_you"],
])("%s is not accepted: %s", (password, reason) => {
  expect(faultOf(password)).toBe(reason);
});

test.each([
  "nine slow herons wading",
  "correct horse 7 staples",
  "七只慢慢走的苍鹭站在水边上",
  "x9!kQ2#vLm0p",
])("%s is accepted", (password) => {
  expect(faultOf(password)).toBeNull();
});

test("going on leads to our own pages only", () => {
  expect(nextPath("/ops/customers?x=1")).toBe("/ops/customers?x=1");
  for (const elsewhere of [
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "ops",
    undefined,
    42,
  ])
    expect(nextPath(elsewhere)).toBe("/");
});
