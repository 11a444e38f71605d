/** A maker's card or scan program on loopback, over http and ws on one port, that can be told to misbehave. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

export type Behaviour =
  | "good"
  | "silent"
  | "garbage"
  | "wrong-type"
  | "huge"
  | "slow"
  | "closes"
  /** http only. */
  | "redirect"
  | "error-page";

const SLOW_MS = 800;

export class VendorService {
  behaviour: Behaviour = "good";
  /** What a good answer says. */
  answer: unknown = { code: -2 };
  /** Questions so far, as they came; a GET is empty. */
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #lines = new Set<Socket>();
  #port = 0;

  constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.on("upgrade", (request, socket, head) => {
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        client.on("message", (message) => {
          this.asked.push(message.toString());
          this.#speak(client);
        });
      });
    });
    this.#server.on("connection", (socket) => {
      this.#lines.add(socket);
      socket.on("close", () => this.#lines.delete(socket));
    });
  }

  url(scheme: "http" | "ws", path = "/"): string {
    return `${scheme}://127.0.0.1:${this.#port}${path}`;
  }

  /** Listens, the second time at the same port as before. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const line of this.#lines) line.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** Says the answer to everybody without being asked. */
  push(): void {
    for (const client of this.#sockets.clients) this.#speak(client);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    this.asked.push(Buffer.concat(pieces).toString());
    if (this.behaviour === "silent") return;
    if (this.behaviour === "redirect") return void response.writeHead(302, { location: this.url("http", "/x") }).end();
    if (this.behaviour === "error-page") return void response.writeHead(500).end("<html>");
    if (this.behaviour === "closes") {
      response.writeHead(200, { "content-length": 1000 });
      response.write('{"code":', () => request.socket.destroy());
      return;
    }
    if (this.behaviour === "slow") await new Promise((done) => setTimeout(done, SLOW_MS));
    response.writeHead(200, { "content-type": "application/json" }).end(this.#text());
  }

  #speak(client: WebSocket): void {
    if (this.behaviour === "silent") return;
    if (this.behaviour === "closes") {
      // The head of a message of 1,000 bytes, and then nothing of it.
      const line = (client as unknown as { _socket: Socket })._socket;
      line.write(Buffer.from([0x81, 126, 0x03, 0xe8, 0x7b]), () => line.destroy());
      return;
    }
    setTimeout(() => client.send(this.#text()), this.behaviour === "slow" ? SLOW_MS : 0);
  }

  #text(): string {
    switch (this.behaviour) {
      case "garbage":
        return "\u0000<xml>{";
      case "wrong-type":
        return JSON.stringify({ code: 0, data: { name: ["周测试"], number: { is: "11010519491231002X" } } });
      case "huge":
        return JSON.stringify({ code: 0, photo: "A".repeat(2_000_000) });
      default:
        return JSON.stringify(this.answer);
    }
  }
}
