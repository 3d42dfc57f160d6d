import { accountSettingsOf } from "./accountShape.ts";
import { done, type Operation } from "./answer.ts";

/** Whether On-demand Advantage is on, and since when. */
export const DescribeAccountSettings: Operation<"DescribeAccountSettings"> = ({ world }) =>
  done<"DescribeAccountSettings">(accountSettingsOf(world));
