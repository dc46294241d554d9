"""A mail server for tests: takes mails and prints each as a line of JSON, read by Python's own mail parser.

Prints its port first.  Addresses that begin with "refused" get 550, with "later" 451; "drop" closes the
connection after the mail was taken, so that its sender never hears that it was.  With a certificate
and a key as arguments it demands STARTTLS.
"""

import email
import email.policy
import json
import socket
import ssl
import sys

from aiosmtpd.controller import Controller


class Sink:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return "550 5.1.1 no such user"
        if address.startswith("later"):
            return "451 4.3.0 try again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        print(
            json.dumps(
                {
                    "from": envelope.mail_from,
                    "to": envelope.rcpt_tos,
                    "headers": {name.lower(): str(value) for name, value in mail.items()},
                    "names": [name for name, _ in mail.items()],
                    "body": mail.get_body(preferencelist=("plain",)).get_content(),
                    "html": mail.get_body(preferencelist=("html",)).get_content(),
                    "type": mail.get_content_type(),
                    "raw": envelope.content.decode("ascii"),
                    "tls": session.ssl is not None,
                    "defects": [str(defect) for defect in mail.defects],
                }
            ),
            flush=True,
        )
        if envelope.rcpt_tos[0].startswith("drop"):
            server.transport.abort()
        return "250 OK"


free = socket.socket()
free.bind(("127.0.0.1", 0))
port = free.getsockname()[1]
free.close()
settings = {}
if len(sys.argv) == 3:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    settings = {"tls_context": context, "require_starttls": True}
controller = Controller(Sink(), hostname="127.0.0.1", port=port, **settings)
controller.start()
print(port, flush=True)
sys.stdin.read()
controller.stop()
