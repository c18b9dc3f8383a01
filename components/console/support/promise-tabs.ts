import type { TabLink } from "@/components/shell/page-header";
import { businessCalendars } from "@/lib/support/business-calendars/resource";
import { slaPolicies } from "@/lib/support/sla-policies/resource";
import { listPath } from "../crumbs";
import { mayRead } from "../figures";
import type { Reader } from "../reader";

/** What is promised, and the hours it is counted in. */
export const promiseTabs = (reader: Reader): TabLink[] =>
  [slaPolicies, businessCalendars]
    .filter((resource) => mayRead(resource, reader))
    .map((resource) => ({
      href: listPath(reader, resource),
      label: reader.t(`support.resources.${resource.name}.label`),
    }));
