import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { Reader } from "../reader";

/** Words, and the address that finds them. */
export function SearchForm({ reader: { t, href }, words }: { reader: Reader; words: string }) {
  return (
    <Form action={href("search")} role="search" className="mb-4 flex max-w-2xl gap-2">
      <Input
        key={words}
        type="search"
        name="q"
        defaultValue={words}
        maxLength={200}
        autoFocus
        aria-label={t("core.console.search.words")}
        placeholder={t("core.console.search.placeholder")}
        className="min-w-0 flex-1"
      />
      <Button type="submit" look="primary">
        {t("core.common.search")}
      </Button>
    </Form>
  );
}
