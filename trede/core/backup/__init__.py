"""One archive with both databases, the documents and the anchors; never the master key."""
