import type { ReactNode } from "react";
import { PublicFrame } from "@/components/shell/public-frame";

export default function RatingLayout({ children }: { children: ReactNode }) {
  return <PublicFrame layout="column">{children}</PublicFrame>;
}
