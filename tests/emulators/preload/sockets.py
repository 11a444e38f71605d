"""The device end of made-up device files: Python, because Node has no SEQPACKET sockets.

Commands on stdin, one a line: "plug NODE", "unplug NODE", "in NODE HEX" (a message to whoever has it open).
Answers on stdout: "plugged NODE", "unplugged NODE", "opened NODE", "closed NODE", and "T NODE HEX" for a message that
begins with the letter T. Ends with its stdin.
"""
import os
import socket
import sys
import threading

folder = sys.argv[1]
listeners = {}
clients = {}
lock = threading.Lock()


def say(*words):
    with lock:
        print(*words, flush=True)


def serve(node, client):
    say("opened", node)
    while True:
        try:
            message = client.recv(8192)
        except OSError:
            break
        if not message:
            break
        say(chr(message[0]), node, message[1:].hex())
    if client in clients.get(node, []):
        clients[node].remove(client)
    client.close()
    say("closed", node)


def accept(node, listener):
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        if listeners.get(node) is not listener:
            client.close()
            return
        clients[node].append(client)
        threading.Thread(target=serve, args=(node, client), daemon=True).start()


def plug(node):
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    # Ready before it has its name: what opens it at once must not be refused.
    hidden = os.path.join(folder, ".unnamed")
    listener.bind(hidden)
    listener.listen(8)
    listeners[node] = listener
    clients[node] = []
    threading.Thread(target=accept, args=(node, listener), daemon=True).start()
    os.rename(hidden, os.path.join(folder, node))


def unplug(node):
    listener = listeners.pop(node)
    try:
        os.unlink(os.path.join(folder, node))
    except FileNotFoundError:
        pass
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    for client in clients.pop(node):
        client.shutdown(socket.SHUT_RDWR)


for line in sys.stdin:
    command, node, *rest = line.split()
    if command == "plug":
        plug(node)
        say("plugged", node)
    elif command == "unplug":
        unplug(node)
        say("unplugged", node)
    elif command == "in":
        report = bytes.fromhex(rest[0])
        for client in list(clients.get(node, [])):
            try:
                client.send(report)
            except OSError:
                pass
