"""A WeChat-like OneBot V12 implementation, after ComWeChatBotClient."""

from .implementation import WeChatLink

__all__ = ["WeChatLink"]
