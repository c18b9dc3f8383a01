import { giveVouchers } from "@/lib/commerce/vouchers/give";
import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/generated/prisma/client";
import { newId } from "@/lib/core/id";
import type { Examples, Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { makeCustomer } from "@/lib/customers/testing/customers";

type Home = Pick<Tenant, "organizationId">;

/** A template of a tenant, worth 10 USD unless said otherwise. */
export async function makeTemplate(
  { organizationId }: Home,
  changes: Partial<Prisma.VoucherTemplateUncheckedCreateInput> = {},
): Promise<string> {
  const [id, at] = [newId(), now()];
  await prisma.voucherTemplate.create({
    data: {
      id,
      number: `TST${id}`,
      organizationId,
      name: "Programmers' day",
      amount: "10",
      currency: "USD",
      createdAt: at,
      updatedAt: at,
      ...changes,
    },
    select: { id: true },
  });
  return id;
}

/** A voucher in the tenant's own wallet. */
export async function makeVoucher({ organizationId }: Home, templateId?: string): Promise<string> {
  const template = templateId ?? (await makeTemplate({ organizationId }));
  const [given] = await inTransaction((tx) =>
    giveVouchers(tx, {
      templateId: template,
      owners: [{ organizationId, customerId: null }],
      source: "issue",
      at: now(),
    }),
  );
  return given!.voucherId;
}

async function makeIssue(home: Home, state: "running" | "completed" | "failed" = "running"): Promise<string> {
  const id = newId();
  await prisma.voucherIssue.create({
    data: {
      id,
      organizationId: home.organizationId,
      templateId: await makeTemplate(home),
      target: "everyone",
      state,
      createdAt: now(),
    },
    select: { id: true },
  });
  return id;
}

export const voucherExamples: Examples = {
  commands: {
    "voucher-templates.create": async ({ tenant }) => ({
      input: {
        name: "Programmers' day",
        amount: { amount: "10.24", currency: "USD" },
        organizationId: tenant.organizationId,
      },
    }),
    "voucher-templates.update": async ({ tenant }) => ({
      input: { voucherTemplateId: await makeTemplate(tenant), name: "Another name", version: 1 },
    }),
    "voucher-templates.archive": async ({ tenant }) => ({
      input: { voucherTemplateId: await makeTemplate(tenant) },
    }),
    "voucher-templates.restore": async ({ tenant }) => ({
      input: { voucherTemplateId: await makeTemplate(tenant, { state: "archived" }) },
    }),
    "vouchers.issue": async ({ tenant }) => ({
      input: {
        voucherTemplateId: await makeTemplate(tenant),
        target: "customers",
        customerIds: [await makeCustomer(tenant.organizationId)],
        organizationId: tenant.organizationId,
        reason: "an apology",
      },
    }),
    "vouchers.issue-batch": async ({ tenant }) => ({
      input: {
        issueId: await makeIssue(tenant),
        afterId: null,
        recipientIds: [await makeCustomer(tenant.organizationId)],
        total: 1,
        last: true,
      },
      system: true,
    }),
    "vouchers.fail-issue": async ({ tenant }) => ({
      input: { issueId: await makeIssue(tenant), message: "gave up" },
      system: true,
    }),
    "voucher-issues.resume": async ({ tenant }) => ({
      input: { voucherIssueId: await makeIssue(tenant, "failed") },
    }),
    "vouchers.begin-occasion": async ({ tenant }) => ({
      input: { voucherTemplateId: await makeTemplate(tenant), occasion: "date:2026-10-24" },
      system: true,
    }),
    "vouchers.void": async ({ tenant }) => ({
      input: { voucherId: await makeVoucher(tenant), reason: "given by mistake" },
    }),
    "vouchers.end": async ({ tenant }) => ({
      input: { voucherIds: [await makeVoucher(tenant)] },
      system: true,
    }),
  },
  rows: {
    vouchers: ({ tenant }) => makeVoucher(tenant),
    "voucher-templates": ({ tenant }) => makeTemplate(tenant),
    "voucher-issues": ({ tenant }) => makeIssue(tenant, "completed"),
  },
};
