/** The room of a group: its chat, who is there. */
export const groupRoom = (groupId: string) => `group:${groupId}`;
/** The room of a whiteboard. */
export const boardRoom = (boardId: string) => `board:${boardId}`;
/** Where members of a group look at a diagram together. */
export const diagramRoom = (groupId: string, diagramId: string) => `diagram:${groupId}:${diagramId}`;
