import { Plus } from "lucide-react";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { promiseTabs } from "@/components/console/support/promise-tabs";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { createBusinessCalendar } from "@/lib/support/business-calendars/create";
import { businessCalendars } from "@/lib/support/business-calendars/resource";

export const generateMetadata = titled("support.resources.business-calendars.label");

export default async function BusinessCalendarsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, businessCalendars.permission);
  const { caller, t, href } = reader;
  const create = may(caller, createBusinessCalendar.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={href("support/business-calendars/new")}>
        <Plus aria-hidden />
        {t("support.commands.business-calendars.create.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={businessCalendars}
      searchParams={searchParams}
      tabs={promiseTabs(reader)}
      actions={create}
      emptyAction={create}
    />
  );
}
