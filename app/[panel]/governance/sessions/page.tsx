import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { sessions } from "@/lib/governance/sessions/resource";

export const generateMetadata = titled(`${sessions.module}.resources.${sessions.name}.label`);

export default async function SessionsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, sessions.permission);
  return <ResourcePage reader={reader} resource={sessions} searchParams={searchParams} />;
}
