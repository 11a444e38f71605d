/** Faults of readers behind a program of their maker, or behind the system's smart-card service, in English. */
import type { FaultText } from "../zh/faults-case.ts";
import type { ServiceFaultCode } from "../zh/faults-services.ts";

export const serviceFaults: Readonly<Record<ServiceFaultCode, FaultText>> = {
  "device.service-down": {
    what: "The card service is not running",
    why: "This device works through a program of its maker, which was not started or has ended.",
    next: "Wait a moment: it recovers once the program runs. If not, call the hall administrator.",
    nextForAdministrator: "Start the maker's card service and compare address and port with the profile.",
  },
  "device.service-nonsense": {
    what: "The card service answers wrongly",
    why: "The maker's program answered with something the profile does not describe, too much, or from elsewhere.",
    next: "Call the hall administrator.",
    nextForAdministrator:
      "Compare address, question and places of the fields with the maker's manual; an update may have changed them.",
  },
  "device.service-off": {
    what: "The card service is switched off",
    why: "The maker's program says that it does not serve.",
    next: "Call the hall administrator.",
    nextForAdministrator: "Enable reading in the maker's program.",
  },
  "device.smart-card-library": {
    what: "This computer cannot read social-security cards",
    why: "A part that reading smart cards needs is missing.",
    next: "Call the hall administrator.",
    nextForAdministrator:
      "On Linux install libpcsclite1 and pcscd (sudo apt-get install libpcsclite1 pcscd). If they are there, install LiangZheng Desk again to bring pcsc-mini back.",
  },
  "device.smart-card-service": {
    what: "The smart-card service is not running",
    why: "Social-security cards are read through a service of the operating system, which was not started.",
    next: "Call the hall administrator.",
    nextForAdministrator:
      'On Linux install and start pcscd (sudo systemctl enable --now pcscd.socket); on Windows start the service "Smart Card".',
  },
};
