"""The server of live rooms: REST, WebSocket and pages. `application.create_app` puts it together."""
