import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { RatingFields } from "./rating-fields";

export type RatingFormProps = { secret: string; action: (form: FormData) => Promise<void> };

/** Asks a customer without an account how it was. It needs no script. */
export function RatingForm({ secret, action }: RatingFormProps) {
  const t = useTranslations("rating.page");
  return (
    <Card title={t("help")}>
      <form action={action} className="flex flex-col gap-5">
        <input type="hidden" name="secret" value={secret} />
        <RatingFields />
        <Button type="submit" look="primary" size="lg" className="min-h-11 self-start">
          {t("submit")}
        </Button>
      </form>
    </Card>
  );
}
