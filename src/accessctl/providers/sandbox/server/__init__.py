"""The sandbox as a web application: the owner's pages, the invitee's, and the operator's."""
