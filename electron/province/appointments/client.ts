/** The appointments of a day at this terminal (interfaces.md section 8): entries as they came; their reader is the domain's. */
import { z } from "zod";
import type { AppointmentSource } from "../../app/ports/province.ts";
import { fault } from "../../domain/fault.ts";
import { failed, ok } from "../../domain/result.ts";
import type { ProvinceConfig } from "../config.ts";
import type { Http } from "../http/http.ts";
import { readJson } from "../http/read-answer.ts";
import { addressOf } from "../http/wire-address.ts";

const MAX_BYTES = 4 * 1024 * 1024;
const dayAnswer = z.object({ day: z.string(), appointments: z.array(z.unknown()).max(2_000) });

export function createAppointmentSource(
  http: Http,
  config: NonNullable<ProvinceConfig["appointments"]>,
  terminal: ProvinceConfig["terminal"],
): AppointmentSource {
  return {
    async load(day, signal) {
      const answer = await http.send(
        {
          name: "appointments/day",
          method: "GET",
          url: addressOf(config.baseUrl, ["terminals", terminal.id, "appointments"], { day }),
          headers: { authorization: `Bearer ${config.appToken}` },
          maxBytes: MAX_BYTES,
        },
        signal,
      );
      if (!answer.ok) return answer;
      const read = readJson(answer.value, dayAnswer);
      if (!read.ok) return read;
      // What an old copy on the way answers would cancel the appointments of today.
      if (read.value.day !== day)
        return failed(fault("province.nonsense", { call: "appointments/day", reason: "day" }));
      return ok(read.value.appointments);
    },
  };
}
