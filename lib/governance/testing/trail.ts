import { after, days, now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { hashToken, newToken } from "@/lib/core/crypto/token";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { callerAt, type Examples, type Tenant } from "@/lib/core/testing/world";
import { createOrganization } from "@/lib/customers/organizations/create";

async function serviceToken({ organizationId, operatorId }: Tenant): Promise<string> {
  const id = newId();
  await prisma.serviceToken.create({
    data: {
      id,
      organizationId,
      operatorId,
      name: "Nightly import",
      prefix: "flt_abcdef",
      tokenHash: hashToken(newToken()),
      expiresAt: after(now(), days(1)),
      createdAt: now(),
    },
    select: { id: true },
  });
  return id;
}

async function secureLink({ organizationId, operatorId }: Tenant, token = newToken()): Promise<string> {
  const id = newId();
  await prisma.secureLink.create({
    data: {
      id,
      organizationId,
      createdById: operatorId,
      targetType: "organizations",
      targetId: organizationId,
      targetLabel: "Tenant",
      tokenHash: hashToken(token),
      expiresAt: after(now(), days(1)),
      createdAt: now(),
    },
    select: { id: true },
  });
  return id;
}

export const trailExamples: Examples = {
  commands: {
    "audit-entries.verify": async () => ({ input: {} }),
    "audit-entries.seal": async () => ({ input: {}, system: true }),
    "audit-entries.prune": async () => ({ input: { before: "2000-01-01T00:00:00.000Z" }, system: true }),
    "service-tokens.create": async ({ tenant }) => ({
      input: { name: "Nightly import", organizationId: tenant.organizationId },
    }),
    "service-tokens.revoke": async ({ tenant }) => ({
      input: { serviceTokenId: await serviceToken(tenant) },
    }),
    "secure-links.create": async ({ tenant }) => ({
      input: { targetType: "organizations", targetId: tenant.organizationId },
    }),
    "secure-links.revoke": async ({ tenant }) => ({ input: { secureLinkId: await secureLink(tenant) } }),
    "secure-links.open": async ({ tenant }) => {
      const token = newToken();
      await secureLink(tenant, token);
      return { input: { token, available: true }, system: true };
    },
  },
  rows: {
    "audit-entries": async ({ tenant, permissions }) => {
      const requestId = newId();
      await perform(
        createOrganization,
        { name: "Audited", kind: "enterprise" },
        callerAt(tenant, tenant.operatorId, permissions, { requestId }),
      );
      const entry = await prisma.auditEntry.findFirstOrThrow({ where: { requestId }, select: { id: true } });
      return entry.id;
    },
    "service-tokens": ({ tenant }) => serviceToken(tenant),
    "secure-links": ({ tenant }) => secureLink(tenant),
    "secure-link-opens": async ({ tenant }) => {
      const id = newId();
      await prisma.secureLinkOpen.create({
        data: {
          id,
          linkId: await secureLink(tenant),
          outcome: "used",
          address: "127.0.0.1",
          userAgent: "test",
          createdAt: now(),
        },
        select: { id: true },
      });
      return id;
    },
  },
};
