import { describe, expect, test } from "vitest";
import { Tickets } from "../../../../../electron/training/http/tickets.ts";

describe("tickets", () => {
  test("hold until their time is over", () => {
    const tickets = new Tickets<string>(1000);
    const ticket = tickets.issue("case", 5000);
    expect(tickets.redeem(ticket, 5999)).toBe("case");
    expect(tickets.redeem(ticket, 6000)).toBeUndefined();
  });

  test("can be withdrawn", () => {
    const tickets = new Tickets<number>(1000);
    const ticket = tickets.issue(1, 0);
    tickets.withdraw(ticket);
    expect(tickets.redeem(ticket, 1)).toBeUndefined();
  });

  test("are never the same twice", () => {
    const tickets = new Tickets<number>(1000);
    expect(tickets.issue(1, 0)).not.toBe(tickets.issue(1, 0));
  });
});
