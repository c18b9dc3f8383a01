import "@/lib/core/testing/database";
import { hash, parseOptions, verify } from "@node-rs/argon2";
import { describe, expect, it, vi } from "vitest";
import { kysely, prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { needsRehash } from "@/lib/governance/auth/password-hash";
import { signInWithPassword } from "@/lib/governance/auth/sign-in";
import {
  givePassword,
  makePerson,
  outcomesOf,
  requestFrom,
  rightPassword,
  sessionOf,
} from "@/lib/governance/auth/testing/person";

// Works as ever, and remembers what was asked of it.
vi.mock(import("@node-rs/argon2"), async (original) => {
  const argon2 = await original();
  return { ...argon2, verify: vi.fn(argon2.verify) };
});

const stranger = (email: string, password = "not the password") =>
  signInWithPassword({ email, password, device: "device" }, requestFrom());

const nobody = () => `nobody-${newId()}@example.test`;

const reasonOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "accepted",
    (error: { reason: string }) => error.reason,
  );

/** As if the lock had been put on so much earlier. */
const letTimePass = () =>
  kysely
    .updateTable("rate_limit")
    .set({ expire: String(Date.now() - 1) })
    .execute();

describe("e-mail and password", () => {
  it("begin a session that is good for nothing but the second factor", async () => {
    const person = await makePerson();
    const sessionId = await givePassword(person);
    expect(await sessionOf(person, sessionId)).toMatchObject({
      state: "second_factor",
      caller: { grants: [], scope: { kind: "organization" } },
    });
    expect(await outcomesOf(person.email)).toEqual(["password_accepted"]);
  });

  it("do not depend on how the address is typed", async () => {
    const person = await makePerson();
    await expect(stranger(` ${person.email.toUpperCase()} `, rightPassword)).resolves.toBeTypeOf("string");
  });

  it("get one answer for a wrong password, an unknown account and an invitation not accepted", async () => {
    const [person, invited] = [await makePerson(), await makePerson()];
    await prisma.operator.update({
      where: { id: invited.id },
      data: { state: "invited", passwordHash: null },
      select: { id: true },
    });
    const unknown = nobody();
    const answers = [stranger(person.email), stranger(unknown), stranger(invited.email)];
    expect(await Promise.all(answers.map(reasonOf))).toEqual(Array(3).fill("governance.wrong_credentials"));
    expect(await outcomesOf(person.email)).toEqual(["wrong_password"]);
    expect(await outcomesOf(unknown)).toEqual(["unknown_account"]);
  });

  it("are as much work for an account that does not exist", async () => {
    const person = await makePerson();
    await stranger(nobody()).catch(() => {});
    const hashed = async (email: string) => {
      const before = vi.mocked(verify).mock.calls.length;
      await stranger(email).catch(() => {});
      return vi
        .mocked(verify)
        .mock.calls.slice(before)
        .map(([encoded]) => parseOptions(encoded));
    };
    const [known, unknown] = [await hashed(person.email), await hashed(nobody())];
    expect(known).toHaveLength(1);
    expect(unknown).toEqual(known);
  });

  it("are hashed anew when the parameters have changed", async () => {
    const person = await makePerson();
    const weak = await hash(rightPassword, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await prisma.operator.update({
      where: { id: person.id },
      data: { passwordHash: weak },
      select: { id: true },
    });
    expect(needsRehash(weak)).toBe(true);
    await givePassword(person);
    const { passwordHash } = await prisma.operator.findUniqueOrThrow({
      where: { id: person.id },
      select: { passwordHash: true },
    });
    expect(needsRehash(passwordHash ?? "")).toBe(false);
    await expect(givePassword(person)).resolves.toBeTypeOf("string");
  });
});

describe("who knows the password learns why they may not", () => {
  it("disabled", async () => {
    const person = await makePerson();
    await prisma.operator.update({
      where: { id: person.id },
      data: { state: "disabled" },
      select: { id: true },
    });
    expect(await reasonOf(givePassword(person))).toBe("governance.session_disabled");
    expect(await reasonOf(givePassword(person, requestFrom(), "wrong"))).toBe("governance.wrong_credentials");
    expect(await outcomesOf(person.email)).toEqual(["disabled", "wrong_password"]);
  });

  it("suspended organization", async () => {
    const person = await makePerson();
    await prisma.organization.update({
      where: { id: person.organizationId },
      data: { state: "suspended" },
      select: { id: true },
    });
    expect(await reasonOf(givePassword(person))).toBe("governance.session_organization_suspended");
    expect(await outcomesOf(person.email)).toEqual(["organization_suspended"]);
  });

  it("address not on the organization's list", async () => {
    const person = await makePerson();
    await prisma.organization.update({
      where: { id: person.organizationId },
      data: { ipAllowList: ["203.0.113.0/24"] },
      select: { id: true },
    });
    expect(await reasonOf(givePassword(person))).toBe("governance.address_refused");
    expect(await reasonOf(givePassword(person, requestFrom("203.0.113.7")))).toBe("accepted");
    expect(await outcomesOf(person.email)).toEqual(["address_refused", "password_accepted"]);
  });

  it("an account of the demo, whose password everybody can read, on another machine", async () => {
    const person = await makePerson();
    const email = `${newId()}@harbour.example`;
    await prisma.operator.update({ where: { id: person.id }, data: { email }, select: { id: true } });
    const demo = (allowed: boolean | undefined, password = rightPassword) =>
      signInWithPassword({ email, password, device: "device", demo: allowed }, requestFrom());
    expect(await reasonOf(demo(undefined))).toBe("governance.demo_elsewhere");
    expect(await reasonOf(demo(false))).toBe("governance.demo_elsewhere");
    expect(await reasonOf(demo(false, "wrong"))).toBe("governance.wrong_credentials");
    expect(await reasonOf(demo(true))).toBe("accepted");
    expect(await outcomesOf(email)).toEqual([
      "address_refused",
      "address_refused",
      "wrong_password",
      "password_accepted",
    ]);
  });
});

describe("lockout", () => {
  it("refuses even the right password after five failures, until the time is over", async () => {
    const person = await makePerson();
    for (let failure = 0; failure < 5; failure++)
      expect(await reasonOf(stranger(person.email))).toBe("governance.wrong_credentials");
    await expect(givePassword(person)).rejects.toMatchObject({
      code: "rate_limited",
      details: { retryAfter: 900 },
    });
    expect(await outcomesOf(person.email)).toEqual([...Array(5).fill("wrong_password"), "locked"]);
    await letTimePass();
    expect(await reasonOf(givePassword(person))).toBe("accepted");
  });

  it("stands in the history once, however often somebody tries on", async () => {
    const person = await makePerson();
    for (let attempt = 0; attempt < 9; attempt++) await reasonOf(stranger(person.email));
    expect((await outcomesOf(person.email)).filter((outcome) => outcome === "locked")).toHaveLength(1);

    const facts = requestFrom("192.0.2.78");
    const tries = async () => {
      for (let attempt = 0; attempt < 40; attempt++)
        await reasonOf(signInWithPassword({ email: nobody(), password: "x", device: "d" }, facts));
      return prisma.signIn.count({ where: { address: "192.0.2.78" } });
    };
    expect(await tries()).toBe(31);
    expect(await tries()).toBe(31);
  });

  it("treats an account that does not exist the same", async () => {
    const email = nobody();
    for (let failure = 0; failure < 5; failure++) await reasonOf(stranger(email));
    expect(await reasonOf(stranger(email))).toBe("rate_limited");
  });

  it("lets no more through when all come at once", async () => {
    const person = await makePerson();
    const answers = await Promise.all(Array.from({ length: 12 }, () => reasonOf(stranger(person.email))));
    expect(answers.filter((reason) => reason === "governance.wrong_credentials")).toHaveLength(5);
    expect(answers.filter((reason) => reason === "rate_limited")).toHaveLength(7);
  });

  it("forgets failures once the password was right", async () => {
    const person = await makePerson();
    for (let round = 0; round < 3; round++) {
      for (let failure = 0; failure < 4; failure++) await reasonOf(stranger(person.email));
      expect(await reasonOf(givePassword(person))).toBe("accepted");
    }
  });

  it("also counts by address, whoever is tried, and not what succeeds", async () => {
    const facts = requestFrom("192.0.2.77");
    const person = await makePerson();
    for (let success = 0; success < 3; success++) await givePassword(person, facts);
    for (let failure = 0; failure < 30; failure++)
      await reasonOf(signInWithPassword({ email: nobody(), password: "x", device: "d" }, facts));
    expect(await reasonOf(givePassword(person, facts))).toBe("rate_limited");
    expect(await reasonOf(givePassword(person))).toBe("accepted");
  });

  it("counts a whole IPv6 network as one address", async () => {
    for (let failure = 0; failure < 30; failure++)
      await reasonOf(
        signInWithPassword(
          { email: nobody(), password: "x", device: "d" },
          requestFrom(`2001:db8:1:2::${failure.toString(16)}`),
        ),
      );
    expect(await reasonOf(givePassword(await makePerson(), requestFrom("2001:db8:1:2:ffff::1")))).toBe(
      "rate_limited",
    );
  });
});
