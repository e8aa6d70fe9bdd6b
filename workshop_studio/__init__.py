"""Workshop Studio: lead a group from need to idea to initiative."""
