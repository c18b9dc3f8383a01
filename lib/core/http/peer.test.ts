import { expect, it } from "vitest";
import { madeHere } from "@/lib/core/http/peer";

it.each([
  ["127.0.0.1", { host: "localhost:3000" }],
  ["::ffff:127.0.0.1", { host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" }],
  ["::1", { host: "[::1]:3000", origin: "http://localhost:3000" }],
])("a request from %s to this machine's own address was made here", (peer, headers) => {
  expect(madeHere(peer, headers)).toBe(true);
});

it.each([
  ["from another machine", "192.0.2.7", { host: "localhost:3000" }],
  ["to a name others reach", "127.0.0.1", { host: "demo.example.com" }],
  ["to a name that only begins like ours", "127.0.0.1", { host: "localhost.example.com" }],
  ["through a proxy that says so", "127.0.0.1", { host: "localhost:3000", "x-forwarded-for": "192.0.2.7" }],
  ["through a proxy that says less", "127.0.0.1", { host: "localhost:3000", via: "1.1 proxy" }],
  ["by a page of another name", "127.0.0.1", { host: "localhost:3000", origin: "https://demo.example.com" }],
  ["by a page that does not say whose it is", "127.0.0.1", { host: "localhost:3000", origin: "null" }],
  ["by nobody knows whom", undefined, { host: "localhost:3000" }],
  ["to nobody knows whom", "127.0.0.1", {}],
])("a request %s was not", (_, peer, headers) => {
  expect(madeHere(peer, headers)).toBe(false);
});
