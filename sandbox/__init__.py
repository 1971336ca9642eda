"""The other side of the wire: a simulated OneBot implementation, QQ-like (V11) and WeChat-like (V12).

A program of its own: it imports nothing from the bot and speaks with it over a reverse WebSocket only.
"""
