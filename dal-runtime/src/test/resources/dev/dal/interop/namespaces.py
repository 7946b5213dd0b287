"""A namespace without functions: namespaces.py <socket> <options as JSON: name, owned, requested (prefix in hex)>.

Prints 'reserved <prefix> <epoch>', then obeys lines: 'put' puts a tensor and prints its id, 'leave' ends the process
with nothing given up. The end of the input ends it in good order.
"""

import json
import os
import sys

import numpy as np

from dal_peer import Peer


def main(socket, name="python", owned=False, requested=""):
    peer = Peer(socket, name, owned=owned, requested=bytes.fromhex(requested))
    print(f"reserved {peer.prefix.hex()} {peer.epoch.hex()}", flush=True)
    for line in sys.stdin:
        if line.strip() == "leave":
            os._exit(0)
        print(f"put {peer.put_tensor(np.arange(3.0)).hex()}", flush=True)
    peer.close()


if __name__ == "__main__":
    main(sys.argv[1], **json.loads(sys.argv[2]))
