import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import { billingExamples } from "@/lib/billing/testing/examples";
import { commerceExamples } from "@/lib/commerce/testing/examples";
import { type Caller, operatorOf } from "@/lib/core/caller";
import { type Command, execute } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { LOCALES, type Locale } from "@/lib/core/i18n/locale";
import { loadMessages } from "@/lib/core/i18n/messages";
import { newId } from "@/lib/core/id";
import type { Resource } from "@/lib/core/resource";
import { describeResource } from "@/lib/core/resource/describe";
import { list, record } from "@/lib/core/resource/list";
import { systemCaller } from "@/lib/core/system";
import {
  callerAt,
  type Example,
  type Examples,
  makeOperator,
  makeTenant,
  platform,
  type World,
} from "@/lib/core/testing/world";
import { customersExamples } from "@/lib/customers/testing/examples";
import { fieldServiceExamples } from "@/lib/field-service/testing/examples";
import { makeApproval } from "@/lib/governance/testing/approvals";
import { governanceExamples } from "@/lib/governance/testing/examples";
import { notificationsExamples } from "@/lib/notifications/testing/examples";
import { allPermissions, commands, moduleOf, modules, resources } from "@/lib/registry";
import { settingKeys } from "@/lib/settings/settings/definitions";
import { settingsExamples } from "@/lib/settings/testing/examples";
import { sreExamples } from "@/lib/sre/testing/examples";
import { supportExamples } from "@/lib/support/testing/examples";

/**
 * What holds for every command and every resource, because they are all in the registry (design section 3). A new one gets
 * these tests for the price of one example in its module's `testing/examples.ts`.
 */
const examples: Examples[] = [
  billingExamples,
  commerceExamples,
  customersExamples,
  fieldServiceExamples,
  governanceExamples,
  notificationsExamples,
  settingsExamples,
  sreExamples,
  supportExamples,
];
const commandExamples = Object.assign({}, ...examples.map((each) => each.commands)) as Examples["commands"];
const rowExamples = Object.assign({}, ...examples.map((each) => each.rows)) as Examples["rows"];

let world: World;
let stranger: Caller;
let superAdmin: string;

async function freshWorld(): Promise<World> {
  return {
    platform: await platform(),
    tenant: await makeTenant(allPermissions),
    permissions: allPermissions,
  };
}

beforeAll(async () => {
  world = await freshWorld();
  const other = await makeTenant(allPermissions);
  stranger = callerAt(other, other.operatorId, allPermissions);
  superAdmin = (await makeOperator(world.platform, allPermissions)).operatorId;
});

const admin = (changes: Partial<Caller> = {}): Caller =>
  callerAt(world.platform, superAdmin, allPermissions, changes);

async function exampleOf(command: Command): Promise<Example> {
  const make = commandExamples[command.name];
  if (!make) throw new Error(`${command.name} has no example in its module's testing/examples.ts`);
  return make(await freshWorld());
}

const entriesSince = (at: Date, requestId: string) =>
  prisma.auditEntry.findMany({ where: { createdAt: { gte: at }, requestId }, select: { action: true } });

const failure = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => "succeeded",
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

/** The example's own caller, as they are, or somebody from the platform. */
const callerOf = async (example: Example): Promise<Caller> =>
  example.system ? systemCaller("test") : (example.caller ?? admin());

describe.each([...commands.values()].map((command) => [command.name, command] as const))(
  "%s",
  (_, command) => {
    it("refuses without its permission and writes nothing", async () => {
      if (command.permission === null) return expect(command.approvable).toBe(false);
      const example = await exampleOf(command);
      const caller = await callerOf(example);
      const weaker = {
        ...admin(),
        actor: example.caller?.actor ?? admin().actor,
        scope: caller.scope,
        requestId: newId(),
        grants: [
          {
            path: world.platform.path,
            permissions: new Set(allPermissions.filter((name) => name !== command.permission)),
          },
        ],
      };
      const begun = new Date();
      expect(await failure(execute(command, example.input, weaker))).toBe("forbidden");
      expect(await entriesSince(begun, weaker.requestId)).toEqual([]);
    });

    it("is not found across scopes and writes nothing", async () => {
      const example = await exampleOf(command);
      if (example.targetless) return;
      const caller = { ...stranger, requestId: newId() };
      const begun = new Date();
      expect(await failure(execute(command, example.input, caller))).toBe(
        example.strangerGets ?? (example.system ? "forbidden" : "not_found"),
      );
      expect(await entriesSince(begun, caller.requestId)).toEqual([]);
    });

    it("leaves exactly one audit entry, and a repeat with the same key leaves no second", async () => {
      const example = await exampleOf(command);
      const caller = {
        ...(await callerOf(example)),
        requestId: newId(),
        idempotencyKey: newId(),
        // Nobody but the executor of an approval gets further with such a command.
        ...(command.alwaysApproved
          ? { approvalId: await makeApproval(world.tenant, { state: "executing" }) }
          : {}),
      };
      const begun = new Date();
      const preview = await command.preview?.(command.input.parse(example.input), caller);
      const first = await execute(command, example.input, caller);
      expect(first.status).toBe("done");
      const again = execute(command, example.input, caller);
      if (example.repeatGets) expect(await failure(again)).toBe(example.repeatGets);
      else expect(Object.keys(await again)).toEqual(Object.keys(first));
      const expected = command.kind === "audited" ? [{ action: command.name }] : [];
      expect(await entriesSince(begun, caller.requestId)).toEqual(expected);
      const entry = await prisma.auditEntry.findFirst({ where: { requestId: caller.requestId } });
      for (const { noun, change } of [
        { noun: entry?.targetType, change: { ...Object(entry?.before), ...Object(entry?.after) } },
        { noun: preview?.target?.type, change: { ...preview?.before, ...preview?.after } },
      ])
        expect(await namelessFields(command, noun, Object.keys(change))).toEqual([]);
    });

    it("is not for a token narrowed to something else", async () => {
      const example = await exampleOf(command);
      const { actor, ...caller } = await callerOf(example);
      if (actor.type === "system") return expect(example.system).toBe(true);
      const { operatorId, label } = actor;
      const token: Caller = {
        ...caller,
        actor: { type: "token", operatorId, label, tokenId: newId(), narrowed: true },
        grants: [{ path: world.platform.path, permissions: new Set() }],
        requestId: newId(),
      };
      const begun = new Date();
      expect(await failure(execute(command, example.input, token))).toMatch(/^(forbidden|not_found)$/);
      expect(await entriesSince(begun, token.requestId)).toEqual([]);
    });

    it("refuses unknown fields", async () => {
      const example = await exampleOf(command);
      const input = { ...example.input, surprise: true };
      expect(await failure(execute(command, input, await callerOf(example)))).toBe("invalid_input");
    });

    it("asks for step-up when it is sensitive", async () => {
      const example = await exampleOf(command);
      const caller = await callerOf(example);
      if (!command.sensitive || operatorOf(caller) === null) return expect(caller).toBeDefined();
      expect(await failure(execute(command, example.input, { ...caller, steppedUpAt: null }))).toBe(
        "step_up_required",
      );
    });

    it("has its texts in both languages", async () => {
      const [noun = "", verb = ""] = command.name.split(".");
      for (const locale of ["en", "zh"] as const) {
        const texts = textAt(await loadMessages(locale), [moduleOf(command).name, "commands", noun, verb]);
        expect(texts, `${locale} ${command.name}`).toMatchObject({
          title: expect.stringMatching(/./),
          description: expect.stringMatching(/./),
        });
      }
    });
  },
);

/** Which fields of a change a command makes to a record of a kind have no name in one of the languages. */
async function namelessFields(command: Command, kind: string | null | undefined, keys: string[]) {
  const [noun = "", verb = ""] = command.name.split(".");
  const module = moduleOf(command).name;
  const unknown = keys.filter((key) => !resources.get(kind ?? "")?.columns[key]);
  const places = (key: string) => [
    [module, "commands", noun, verb, "fields", key],
    [module, "resources", noun, "columns", key],
    ["core", "console", "fields", key],
    ...(noun === "settings"
      ? settingKeys.map((name) => ["settings", "definitions", name, "fields", key])
      : []),
  ];
  const nameless = async (locale: Locale) => {
    const messages = await loadMessages(locale);
    return unknown.filter((key) => !places(key).some((path) => typeof textAt(messages, path) === "string"));
  };
  return [...new Set((await Promise.all(LOCALES.map(nameless))).flat())];
}

function textAt(messages: unknown, path: string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value !== null && typeof value === "object" ? Reflect.get(value, key) : undefined),
    messages,
  );
}

describe.each([...resources.values()].map((resource) => [resource.name, resource] as const))(
  "%s",
  (_, resource) => {
    const makeRow = async (inWorld: World): Promise<string> => {
      const make = rowExamples[resource.name];
      if (!make) throw new Error(`${resource.name} has no row example in its module's testing/examples.ts`);
      return make(inWorld);
    };
    const insider = (of: World): Caller => callerAt(of.tenant, of.tenant.operatorId, allPermissions);

    it("shows a tenant its own rows and no row of another", async () => {
      const mine = await freshWorld();
      const id = await makeRow(mine);
      const kind = resource.scope.kind;
      if (kind === "platform") {
        expect(await failure(list(resource, { filters: {} }, insider(mine)))).toBe("not_found");
        return;
      }
      expect(await idsSeen(resource, insider(mine))).toContain(id);
      expect((await record(resource, id, insider(mine))).id).toBe(id);
      if (kind === "shared") return;
      expect(await idsSeen(resource, stranger)).not.toContain(id);
      expect(await failure(record(resource, id, stranger))).toBe("not_found");
      const [guess] = Object.keys(resource.columns).filter((key) => resource.columns[key]?.search);
      if (guess) {
        const words = String((await record(resource, id, insider(mine)))[guess] ?? id);
        const found = await list(resource, { filters: {}, q: words.slice(0, 100) }, stranger);
        expect(found.rows.map(([rowId]) => rowId)).not.toContain(id);
      }
    });

    it("refuses whoever lacks its permission", async () => {
      if (resource.permission === null) {
        expect(resource.scope.kind).toBe("own");
        const { actor: me } = insider(world);
        const narrow = { type: "token", operatorId: operatorOf({ ...admin(), actor: me }) ?? "" } as const;
        const actor = { ...narrow, label: "", tokenId: newId(), narrowed: true };
        expect(await failure(list(resource, { filters: {} }, admin({ actor })))).toBe("forbidden");
        return;
      }
      const weaker = admin({
        grants: [
          {
            path: world.platform.path,
            permissions: new Set(allPermissions.filter((name) => name !== resource.permission)),
          },
        ],
      });
      expect(await failure(list(resource, { filters: {} }, weaker))).toBe("forbidden");
    });

    it("sorts by every column that says so, both ways, and filters by every filter", async () => {
      await makeRow(await freshWorld());
      for (const [key, column] of Object.entries(resource.columns)) {
        if (column.sort)
          for (const sort of [key, `-${key}`]) {
            const first = await list(resource, { filters: {}, sort, limit: 1 }, admin());
            if (first.nextCursor)
              await list(resource, { filters: {}, sort, limit: 1, cursor: first.nextCursor }, admin());
          }
        if (column.filter) await list(resource, { filters: { [key]: sampleFilter(resource, key) } }, admin());
      }
      expect(await failure(list(resource, { filters: { nothing: "x" } }, admin()))).toBe("invalid_input");
      expect(await failure(list(resource, { filters: {}, sort: "nothing" }, admin()))).toBe("invalid_input");
      expect(await failure(list(resource, { filters: {}, cursor: "bm9wZQ" }, admin()))).toBe("invalid_input");
    });

    it("has its labels in both languages", async () => {
      for (const locale of ["en", "zh"] as const) {
        const messages = await loadMessages(locale);
        const missing: string[] = [];
        describeResource(
          resource,
          admin(),
          (key) => {
            const text = textAt(messages, key.split("."));
            if (typeof text !== "string" || text === "") missing.push(key);
            return String(text);
          },
          "ops",
        );
        expect(missing, locale).toEqual([]);
        expect(textAt(messages, [resource.module, "resources", resource.name, "one"])).toMatch(/./);
      }
    });
  },
);

async function idsSeen(resource: Resource, caller: Caller): Promise<string[]> {
  const page = await list(resource, { filters: {}, limit: 200 }, caller);
  return page.rows.map(([id]) => id);
}

function sampleFilter(resource: Resource, key: string): string {
  const column = resource.columns[key]!;
  switch (column.kind) {
    case "enum":
      return Object.keys(column.values ?? {}).join(",");
    case "boolean":
      return "true";
    case "id":
      return newId();
    case "time":
      return "2026-01-01..2026-12-31";
    case "integer":
    case "money":
      return "1..2";
    default:
      return "a%_\\'b";
  }
}

describe("the registry", () => {
  it("describes every permission in both languages, and every command and resource uses one of them", async () => {
    for (const locale of ["en", "zh"] as const) {
      const messages = await loadMessages(locale);
      for (const permission of allPermissions) {
        const [module = "", noun = "", action = ""] = permission.split(".");
        expect(textAt(messages, [module, "permissions", noun, action]), `${locale} ${permission}`).toMatch(
          /./,
        );
      }
    }
    const used = [
      ...[...commands.values()].map((command) => command.permission),
      ...[...resources.values()].flatMap((resource) => [resource.permission, resource.exportPermission]),
    ].filter((permission) => permission !== null);
    expect(used.filter((permission) => !allPermissions.includes(permission))).toEqual([]);
  });

  it("names each module and menu entry in both languages", async () => {
    for (const locale of ["en", "zh"] as const)
      for (const module of modules) {
        const texts = textAt(await loadMessages(locale), [module.name]);
        expect(texts, `${locale} ${module.name}`).toMatchObject({ name: expect.stringMatching(/./) });
        for (const item of module.menu) expect(textAt(texts, ["menu", item.key]), item.path).toMatch(/./);
      }
  });

  it("has the same keys in both languages", async () => {
    const [en, zh] = await Promise.all([loadMessages("en"), loadMessages("zh")]);
    expect(keysOf(zh)).toEqual(keysOf(en));
  });
});

const keysOf = (value: unknown, prefix = ""): string[] =>
  value !== null && typeof value === "object"
    ? Object.entries(value)
        .flatMap(([key, inner]) => keysOf(inner, `${prefix}.${key}`))
        .sort()
    : [prefix];
