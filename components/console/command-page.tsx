import type { ReactNode } from "react";
import type { CommandSpec } from "@/components/form/command";
import { CommandForm } from "@/components/form/command-form";
import { PageHeader } from "@/components/shell/page-header";
import type { Crumb } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";

export type CommandPageProps = {
  crumbs: Crumb[];
  spec: CommandSpec;
  cancelHref: string;
  /** Beneath the fields. */
  children?: ReactNode;
};

/** A command with too many fields for a dialog, as a page. */
export function CommandPage({ crumbs, spec, cancelHref, children }: CommandPageProps) {
  return (
    <>
      <PageHeader title={spec.title} description={spec.description} crumbs={crumbs} />
      <Card className="max-w-3xl">
        <CommandForm spec={spec} cancelHref={cancelHref}>
          {children}
        </CommandForm>
      </Card>
    </>
  );
}
