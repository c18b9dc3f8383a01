import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Select } from "@/components/ui/select";
import type { Reader } from "../reader";

export type PeriodBarProps = {
  reader: Reader;
  path: string;
  /** The parameter that says when, and how it is asked for. */
  name: "day" | "month";
  value: string;
  previous: string;
  next: string;
  present: string;
  centreId: string | null;
  centres: { value: string; label: string }[];
};

/** Goes from one day or month to the next, and to one service centre. It is a form: it works without a script. */
export function PeriodBar(props: PeriodBarProps) {
  const { reader, path, name, value, previous, next, present, centreId, centres } = props;
  const { t, href } = reader;
  const texts = "field-service.pages.period";
  const to = (when: string) =>
    `${href(path)}?${new URLSearchParams({ [name]: when, ...(centreId ? { centre: centreId } : {}) })}`;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <Button asChild icon>
        <Link href={to(previous)} aria-label={t(`${texts}.previous`)}>
          <ChevronLeft aria-hidden />
        </Link>
      </Button>
      <Button asChild>
        <Link href={to(present)}>{t(`${texts}.${name}`)}</Link>
      </Button>
      <Button asChild icon>
        <Link href={to(next)} aria-label={t(`${texts}.next`)}>
          <ChevronRight aria-hidden />
        </Link>
      </Button>
      <form action={href(path)} className="flex flex-wrap items-center gap-2">
        <Input
          type={name === "day" ? "date" : "month"}
          name={name}
          defaultValue={value}
          key={value}
          required
          aria-label={t(`${texts}.choose`)}
          className="w-40 pointer-coarse:w-52"
        />
        {centres.length > 0 ? (
          <Select
            name="centre"
            defaultValue={centreId ?? ""}
            aria-label={t("field-service.resources.service-tickets.columns.centre")}
            placeholder={t(`${texts}.allCentres`)}
            options={centres}
            className="w-48"
          />
        ) : null}
        <Button type="submit">{t(`${texts}.show`)}</Button>
      </form>
    </div>
  );
}
