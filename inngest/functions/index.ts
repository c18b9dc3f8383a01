import type { InngestFunction } from "inngest";
import { cancelRun, recordRunEnd } from "./sre";

/** Every durable function of the product. */
export const functions: InngestFunction.Any[] = [recordRunEnd, cancelRun];
