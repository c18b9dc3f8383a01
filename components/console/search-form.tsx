import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** Words to look for everywhere; sent as an address, so that a search can be shared. */
export function SearchForm({ words }: { words: string }) {
  const t = useTranslations("core");
  return (
    <search>
      <form className="flex max-w-xl gap-2">
        <Input
          type="search"
          name="q"
          defaultValue={words}
          maxLength={200}
          aria-label={t("console.search.title")}
          placeholder={t("shell.palette.placeholder")}
        />
        <Button type="submit" look="primary">
          <Search aria-hidden />
          {t("common.search")}
        </Button>
      </form>
    </search>
  );
}
