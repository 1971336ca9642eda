"""The kernel of qungui: knows the regulation, the group and the wire, and no plugin."""
