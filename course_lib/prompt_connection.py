"""How JupyterLab's server hands a Jupyter kernel's messages to the browser: each at once.

Without this, the operating system holds a short message back until the one before has been acknowledged (Nagle's
algorithm), and a piece answers up to 40 ms later.
"""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """The server's own connection, without the delay."""

    def connect(self):
        """Called when a page has connected to a Jupyter kernel."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
