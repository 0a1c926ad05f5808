"""The call: taking it, and approving or declining the request."""
