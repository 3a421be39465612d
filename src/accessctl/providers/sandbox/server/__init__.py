"""The sandbox as a server: the owner's and invitee's pages, the operator's, and the public API."""
